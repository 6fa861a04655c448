package spanglue.tracing.internal.parent;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A segment or subsegment of a trace, as X-Ray describes it.
 *
 * @param parentId the segment around it, or the one that its document names; null where none is
 * @param embedded whether it came inside another document
 * @param fields its fields; their values are those of JSON
 */
record XRaySegment(
    String id, @Nullable String parentId, boolean embedded, Map<String, Object> fields) {

  /** Reads one JSON object; null where it has no id. */
  static @Nullable XRaySegment of(Map<String, Object> fields, @Nullable String enclosing) {
    if (!(fields.get("id") instanceof String id) || !id.matches("[0-9a-f]{16}")) {
      return null;
    }
    String parent = enclosing == null ? text(fields, "parent_id") : enclosing;
    return new XRaySegment(id, parent, enclosing != null, fields);
  }

  String name() {
    return Objects.requireNonNullElse(text(fields, "name"), "");
  }

  boolean isStateMachine() {
    String origin = text(fields, "origin");
    return origin != null && origin.startsWith("AWS::StepFunctions");
  }

  /** Whether this is the call of an AWS service that Step Functions made for a state. */
  boolean isGlueCall() {
    return name().equals("Glue") && "aws".equals(text(fields, "namespace"));
  }

  boolean isInferred() {
    return Boolean.TRUE.equals(fields.get("inferred"));
  }

  /** Whether it is part of another segment, in whatever document it came. */
  boolean isSubsegment() {
    return embedded || "subsegment".equals(text(fields, "type"));
  }

  boolean isInProgress() {
    return Boolean.TRUE.equals(fields.get("in_progress")) || seconds("end_time") == 0;
  }

  /** Whether it was over at that time, in seconds since 1970. */
  boolean endedBefore(double time) {
    return !isInProgress() && seconds("end_time") < time;
  }

  /** Whether it ended badly. */
  boolean isFailed() {
    return Stream.of("fault", "error", "throttle")
        .anyMatch(key -> Boolean.TRUE.equals(fields.get(key)));
  }

  /** When it started, in seconds since 1970; 0 where it doesn't say. */
  double started() {
    return seconds("start_time");
  }

  @Nullable String requestId() {
    return fields.get("aws") instanceof Map<?, ?> aws
            && aws.get("request_id") instanceof String requestId
        ? requestId
        : null;
  }

  /** Every text in it, at any depth, that of its subsegments excepted. */
  Stream<String> texts() {
    return fields.entrySet().stream()
        .filter(field -> !field.getKey().equals("subsegments"))
        .flatMap(field -> texts(field.getValue()));
  }

  private static Stream<String> texts(@Nullable Object value) {
    if (value instanceof String text) {
      return Stream.of(text);
    }
    if (value instanceof Map<?, ?> map) {
      return map.values().stream().flatMap(XRaySegment::texts);
    }
    return value instanceof List<?> list ? list.stream().flatMap(XRaySegment::texts) : Stream.of();
  }

  private double seconds(String key) {
    return fields.get(key) instanceof Number number ? number.doubleValue() : 0;
  }

  private static @Nullable String text(Map<String, Object> fields, String key) {
    return fields.get(key) instanceof String text ? text : null;
  }
}
