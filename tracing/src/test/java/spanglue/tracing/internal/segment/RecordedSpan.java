package spanglue.tracing.internal.segment;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.jr.ob.JSON;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line of {@code spans.jsonl}: a span that the collector was sent. */
record RecordedSpan(Map<String, Object> fields) {
  private static final Pattern LONG_TEXT = Pattern.compile("\\((\\d+) characters\\)");

  private static final Set<String> KINDS = Set.of("INTERNAL", "SERVER", "CLIENT");

  private static final Set<Object> PLATFORMS = Set.of("", "aws_glue", "aws_lambda");

  private static final Pattern OF_CALLS =
      Pattern.compile(
          "(db|enduser|host|http|messaging|net|network|peer|rpc|server|url|user_agent)\\."
              + "|aws\\.(account_id|dynamodb|local|operation|queue|region|remote|request|service"
              + "|table|xray\\.metadata)");

  private static final Pattern OF_PLATFORMS = Pattern.compile("(aws\\.ecs|container|host|k8s)\\.");

  static List<RecordedSpan> all(String file) {
    return lines(file).stream().map(RecordedSpan::new).toList();
  }

  static List<Map<String, Object>> lines(String file) {
    return texts(file).stream().map(RecordedSpan::parsed).toList();
  }

  static List<String> texts(String file) {
    try (InputStream in =
        Objects.requireNonNull(RecordedSpan.class.getResourceAsStream("/xray/" + file), file)) {
      return new String(in.readAllBytes(), UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Whether this library could send it: of a kind that its {@code SpanKind} has, with no link, from
   * AWS as {@code ServiceResource} says, on no platform with a block of its own, with no attribute
   * that the exporter takes for a call's or for metadata in JSON, and with no list named as an
   * annotation. What users set is thereby ours, unless it is such an attribute.
   */
  boolean couldBeOurs() {
    Map<String, Object> attributes = map("attributes");
    Map<String, Object> resource = map("resource");
    Object annotations = attributes.getOrDefault("aws.xray.annotations", List.of());
    return KINDS.contains(text("kind"))
        && !fields.containsKey("link")
        && "aws".equals(resource.get("cloud.provider"))
        && PLATFORMS.contains(resource.getOrDefault("cloud.platform", ""))
        && resource.keySet().stream().noneMatch(key -> OF_PLATFORMS.matcher(key).lookingAt())
        && attributes.keySet().stream().noneMatch(key -> OF_CALLS.matcher(key).lookingAt())
        && ((Collection<?>) annotations)
            .stream().noneMatch(key -> attributes.get(key) instanceof Collection);
  }

  String caseName() {
    return text("case");
  }

  String name() {
    return text("name");
  }

  String xrayTraceId() {
    return "1-" + text("trace").substring(0, 8) + "-" + text("trace").substring(8);
  }

  /** The span, made by the SDK. */
  SpanData data() {
    SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .setResource(Resource.create(attributes(map("resource"))))
            .setIdGenerator(ids())
            .build();
    SpanBuilder builder =
        provider
            .get("recorded")
            .spanBuilder(name())
            .setSpanKind(SpanKind.valueOf(text("kind")))
            .setStartTimestamp(1_764_948_952_250L, TimeUnit.MILLISECONDS)
            .setAllAttributes(attributes(map("attributes")));
    if (fields.containsKey("parent")) {
      builder.setParent(Context.root().with(Span.wrap(remote(text("trace"), text("parent")))));
    }
    if (fields.containsKey("link")) {
      Map<String, Object> link = map("link");
      builder.addLink(remote((String) link.get("trace"), (String) link.get("id")));
    }
    Span span = builder.startSpan();
    for (Object event : (Collection<?>) fields.getOrDefault("events", List.of())) {
      Map<String, Object> eventFields = asMap(event);
      span.addEvent(
          (String) eventFields.get("name"), attributes(asMap(eventFields.get("attributes"))));
    }
    if (fields.containsKey("error")) {
      span.setStatus(StatusCode.ERROR, text("error"));
    }
    span.end(1_764_948_953_500L, TimeUnit.MILLISECONDS);
    return ((ReadableSpan) span).toSpanData();
  }

  private IdGenerator ids() {
    return new IdGenerator() {
      @Override
      public String generateSpanId() {
        return text("id");
      }

      @Override
      public String generateTraceId() {
        return text("trace");
      }
    };
  }

  private static SpanContext remote(String trace, String id) {
    return SpanContext.createFromRemoteParent(
        trace, id, TraceFlags.getSampled(), TraceState.getDefault());
  }

  private static Attributes attributes(Map<String, Object> values) {
    AttributesBuilder attributes = Attributes.builder();
    values.forEach(
        (key, value) -> {
          if (value instanceof Integer || value instanceof Long) {
            attributes.put(key, ((Number) value).longValue());
          } else if (value instanceof Double number) {
            attributes.put(key, number);
          } else if (value instanceof Boolean flag) {
            attributes.put(key, flag);
          } else if (value instanceof Collection<?> list) {
            attributes.put(
                AttributeKey.stringArrayKey(key), list.stream().map(String::valueOf).toList());
          } else {
            attributes.put(key, unabbreviated((String) value));
          }
        });
    return attributes.build();
  }

  /** A text of that many characters, where {@code text} only says how many. */
  static String unabbreviated(String text) {
    Matcher longText = LONG_TEXT.matcher(text);
    return longText.matches() ? "z".repeat(Integer.parseInt(longText.group(1))) : text;
  }

  private String text(String key) {
    return (String) fields.get(key);
  }

  private Map<String, Object> map(String key) {
    return asMap(fields.getOrDefault(key, Map.of()));
  }

  @SuppressWarnings("unchecked") // JSON objects have text keys.
  static Map<String, Object> asMap(Object value) {
    return (Map<String, Object>) value;
  }

  private static Map<String, Object> parsed(String json) {
    try {
      return JSON.std.mapFrom(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
