package spanglue.spark.internal.eventlog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.jspecify.annotations.Nullable;
import spanglue.spark.event.NamedActionEnded;
import spanglue.spark.event.NamedActionStarted;
import spanglue.spark.event.StepsRan;
import spanglue.spark.event.StepsRan.RanStep;
import spanglue.spark.event.StepsRan.SmallFiles;

/**
 * Reads our own events in a log, of whatever version of ours wrote it: a field that is not known is
 * left out, and one that is not there is empty.
 */
final class OwnEvents {
  private static final Map<String, Function<JsonNode, SparkListenerEvent>> READERS =
      Map.of(
          NamedActionStarted.class.getName(), OwnEvents::started,
          NamedActionEnded.class.getName(), OwnEvents::ended,
          StepsRan.class.getName(), OwnEvents::ran);

  private OwnEvents() {}

  static boolean has(String name) {
    return READERS.containsKey(name);
  }

  /** The event of that name; null where it is none of ours. */
  static @Nullable SparkListenerEvent of(String name, JsonNode event) {
    Function<JsonNode, SparkListenerEvent> reader = READERS.get(name);
    return reader == null ? null : reader.apply(event);
  }

  private static SparkListenerEvent started(JsonNode event) {
    return new NamedActionStarted(
        text(event, "tag"), text(event, "name"), event.path("time").asLong());
  }

  private static SparkListenerEvent ended(JsonNode event) {
    return new NamedActionEnded(
        text(event, "tag"),
        event.path("time").asLong(),
        text(event, "status"),
        text(event, "errorType"),
        text(event, "errorMessage"),
        text(event, "errorStack"));
  }

  private static SparkListenerEvent ran(JsonNode event) {
    return new StepsRan(
        text(event, "action"),
        list(event, "steps", OwnEvents::step),
        list(event, "again", JsonNode::asLong),
        list(
            event,
            "outputs",
            output ->
                new SmallFiles(output.path("files").asLong(), output.path("bytes").asLong())));
  }

  private static RanStep step(JsonNode step) {
    Map<String, Long> stages = new LinkedHashMap<>();
    step.path("stages")
        .properties()
        .forEach(stage -> stages.put(stage.getKey(), stage.getValue().asLong()));
    return new RanStep(
        step.path("id").asLong(),
        text(step, "name"),
        step.path("known").asBoolean(),
        text(step, "attribution"),
        step.path("start").asLong(),
        step.path("end").asLong(),
        list(step, "with", JsonNode::asText),
        step.path("shared").asBoolean(),
        step.path("copies").asInt(),
        step.path("rows").isNumber() ? Long.valueOf(step.path("rows").asLong()) : null,
        stages);
  }

  private static String text(JsonNode object, String field) {
    return object.path(field).asText("");
  }

  private static <T> List<T> list(JsonNode object, String field, Function<JsonNode, T> element) {
    List<T> list = new ArrayList<>();
    object.path(field).forEach(one -> list.add(element.apply(one)));
    return list;
  }
}
