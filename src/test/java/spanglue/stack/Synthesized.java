package spanglue.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.assertions.Template;
import spanglue.stack.settings.Artifacts;

/**
 * The stack, synthesized with the flags of cdk.json and files that stand in for what the other
 * modules build, so that the template depends on this module alone.
 */
public record Synthesized(SpanglueStack stack, Path directory, JsonNode template) {
  public static final Path ROOT = Path.of("..");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<Map<String, ?>, Synthesized> MADE = new ConcurrentHashMap<>();

  /** With no context key set. */
  public static Synthesized defaults() {
    return with(Map.of());
  }

  /** Made once for each context. */
  static Synthesized with(Map<String, ?> context) {
    return MADE.computeIfAbsent(Map.copyOf(context), Synthesized::made);
  }

  private static Synthesized made(Map<String, ?> context) {
    App app = app(context);
    SpanglueStack stack = SpanglueApp.build(app, standIns());
    JsonNode template = JSON.valueToTree(Template.fromStack(stack).toJSON());
    return new Synthesized(stack, Path.of(app.synth().getDirectory()), template);
  }

  static App app(Map<String, ?> context) {
    Map<String, Object> all = new HashMap<>();
    json(ROOT.resolve("cdk.json"))
        .get("context")
        .properties()
        .forEach(flag -> all.put(flag.getKey(), JSON.convertValue(flag.getValue(), Object.class)));
    all.putAll(context);
    return new App(AppProps.builder().context(all).analyticsReporting(false).build());
  }

  static JsonNode json(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Artifacts standIns() {
    try {
      Path folder = Files.createDirectories(Path.of("target/stand-ins").toAbsolutePath());
      for (String name :
          List.of("function.jar", "jobs.jar", "CleaningJob.scala", "ProcessingJob.scala")) {
        Files.writeString(folder.resolve(name), name);
      }
      return new Artifacts(
          folder.resolve("function.jar"),
          folder.resolve("jobs.jar"),
          folder,
          ROOT.resolve("collector/config.yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All resources by logical id. */
  Map<String, JsonNode> resources() {
    Map<String, JsonNode> resources = new HashMap<>();
    template.get("Resources").properties().forEach(r -> resources.put(r.getKey(), r.getValue()));
    return resources;
  }

  /** The properties of each resource of a type. */
  public List<JsonNode> all(String type) {
    return resources().values().stream()
        .filter(resource -> resource.get("Type").asText().equals(type))
        .map(resource -> resource.path("Properties"))
        .toList();
  }

  /** The properties of the only resource of a type. */
  public JsonNode one(String type) {
    List<JsonNode> all = all(type);
    if (all.size() != 1) {
      throw new AssertionError(all.size() + " resources are of type " + type + ", not one");
    }
    return all.get(0);
  }

  /** Every statement of every role of the stack. */
  List<JsonNode> permissions() {
    Stream<JsonNode> policies = all("AWS::IAM::Policy").stream().map(p -> p.get("PolicyDocument"));
    Stream<JsonNode> inline =
        all("AWS::IAM::Role").stream()
            .flatMap(role -> each(role.path("Policies")))
            .map(policy -> policy.get("PolicyDocument"));
    return Stream.concat(policies, inline).flatMap(d -> each(d.get("Statement"))).toList();
  }

  /** The elements of a list, or the one that stands for a list. */
  static Stream<JsonNode> each(JsonNode value) {
    if (value.isMissingNode()) {
      return Stream.empty();
    }
    return value.isArray() ? StreamSupport.stream(value.spliterator(), false) : Stream.of(value);
  }

  /** The texts of a list, or of the one that stands for a list. */
  public static List<String> texts(JsonNode value) {
    return each(value).map(JsonNode::asText).toList();
  }
}
