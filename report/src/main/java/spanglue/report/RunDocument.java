package spanglue.report;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one run.
 *
 * @param criticalPath the chain that ended last
 * @param cost null where the workers are not known
 * @param actions in the order of their starts: those that were kept
 * @param actionsFolded those that were not
 * @param findings what the run could do better, by gain; empty where nothing looked for it
 * @param notChecked what could have been found elsewhere, and can't be here
 * @param notes what could not be read or known, a sentence each
 */
public record RunDocument(
    Source source,
    Application application,
    Time time,
    CriticalPath criticalPath,
    Totals totals,
    Slots slots,
    @Nullable Cost cost,
    List<Action> actions,
    Folded actionsFolded,
    List<Map<String, Object>> findings,
    List<String> notChecked,
    List<String> notes) {

  /** Of the schema. */
  public static final int SCHEMA_VERSION = 1;

  /** Where the events came from: {@code live} or {@code event-log}. */
  public record Source(String kind, String path) {
    Map<String, Object> json() {
      return object("kind", kind, "path", path);
    }
  }

  /**
   * Which application.
   *
   * @param id null where it is not told
   * @param startMillis since the epoch
   * @param endMillis null where the log has no end
   */
  public record Application(
      @Nullable String id,
      @Nullable String name,
      @Nullable String sparkVersion,
      long startMillis,
      @Nullable Long endMillis) {
    Map<String, Object> json() {
      return object(
          "id", id,
          "name", name,
          "spark_version", sparkVersion,
          "start_ms", startMillis,
          "end_ms", endMillis,
          "complete", endMillis != null);
    }
  }

  /** Where wall time went: the classes sum to it. */
  public record Time(long wallMillis, Map<String, Long> classes) {
    Map<String, Object> json() {
      return object("wall_ms", wallMillis, "classes", classes);
    }
  }

  /** The chain that ended last, gaps included: its classes sum to the wall time too. */
  public record CriticalPath(Map<String, Long> classes, List<PathSpan> spans) {
    Map<String, Object> json() {
      return object("classes", classes, "spans", spans.stream().map(PathSpan::json).toList());
    }
  }

  /**
   * A stage attempt that the path goes through.
   *
   * @param action its name; null where it is of no action that was kept
   * @param millis on the path, of the time from start to end
   */
  public record PathSpan(
      String name, @Nullable String action, long startMillis, long endMillis, long millis) {
    Map<String, Object> json() {
      return object(
          "name", name,
          "action", action,
          "start_ms", startMillis,
          "end_ms", endMillis,
          "ms", millis);
    }
  }

  /** Sums over all that ran, by their names in the document. */
  public record Totals(Map<String, Long> figures) {}

  /** How many tasks could run at once, over the run. */
  public record Slots(int most, List<SlotPoint> points) {
    Map<String, Object> json() {
      return object("most", most, "points", points.stream().map(SlotPoint::json).toList());
    }
  }

  /** Means of a part of the run. */
  public record SlotPoint(long startMillis, long endMillis, double slots, double used) {
    Map<String, Object> json() {
      return object(
          "start_ms",
          startMillis,
          "end_ms",
          endMillis,
          "slots",
          thousandths(slots),
          "used",
          thousandths(used));
    }
  }

  /**
   * What the run's workers cost.
   *
   * @param usd null where there is no known price
   * @param basis workers, price and its date
   */
  public record Cost(double dpuSeconds, @Nullable Double usd, String basis) {
    Map<String, Object> json() {
      return object("dpu_seconds", thousandths(dpuSeconds), "usd", usd, "basis", basis);
    }
  }

  /** What is told only as a number of things and their time. */
  public record Folded(long count, double seconds) {
    Map<String, Object> json() {
      return object("count", count, "seconds", thousandths(seconds));
    }
  }

  /** The document as one line of JSON. */
  public String toJson() {
    return write(JSON.std);
  }

  /** The document as indented JSON, with a line break at its end. */
  public String toIndentedJson() {
    return write(JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT)) + "\n";
  }

  /** The schema, a JSON Schema of draft 2020-12. */
  public static String schema() {
    try (InputStream in = RunDocument.class.getResourceAsStream("run-document.schema.json")) {
      if (in == null) {
        throw new IllegalStateException("run-document.schema.json is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String write(JSON json) {
    try {
      return json.with(JSON.Feature.WRITE_NULL_PROPERTIES)
          .asString(
              object(
                  "schema_version", SCHEMA_VERSION,
                  "source", source.json(),
                  "application", application.json(),
                  "time", time.json(),
                  "critical_path", criticalPath.json(),
                  "totals", totals.figures(),
                  "slots", slots.json(),
                  "cost", cost == null ? null : cost.json(),
                  "actions", actions.stream().map(Action::json).toList(),
                  "actions_folded", actionsFolded.json(),
                  "findings", findings,
                  "not_checked", notChecked,
                  "notes", notes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In the order given: a name, its value, the next name. */
  static Map<String, Object> object(@Nullable Object... namesAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return object;
  }

  static double thousandths(double value) {
    return Math.round(value * 1e3) / 1e3;
  }
}
