package spanglue.tracing.internal.parent;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One answer of X-Ray's {@code BatchGetTraces}.
 *
 * @param segments every segment and subsegment of the answer, by id; of several documents with one
 *     id the most complete
 * @param unprocessed whether X-Ray says that it could not look
 * @param malformed documents that could not be read and were left out
 * @param nextToken asks for the next part of the answer; null where this is the last
 */
record XRayTraceDocument(
    Map<String, XRaySegment> segments,
    boolean unprocessed,
    int malformed,
    @Nullable String nextToken) {

  /** No segments yet. */
  static final XRayTraceDocument EMPTY = new XRayTraceDocument(Map.of(), false, 0, null);

  /**
   * Reads the body of an answer. Documents in it that can't be read are counted and left out.
   *
   * @throws IOException if the body itself is not a JSON object
   */
  static XRayTraceDocument parse(String body) throws IOException {
    Map<String, Object> answer = JSON.std.mapFrom(body);
    if (answer == null) {
      throw new IOException("'" + body + "' is no JSON object");
    }
    Map<String, XRaySegment> segments = new LinkedHashMap<>();
    int malformed = 0;
    for (Object trace : list(answer.get("Traces"))) {
      for (Object segment : list(trace instanceof Map<?, ?> map ? map.get("Segments") : null)) {
        boolean read =
            segment instanceof Map<?, ?> map
                && map.get("Document") instanceof String document
                && readInto(segments, document);
        malformed += read ? 0 : 1;
      }
    }
    String next =
        answer.get("NextToken") instanceof String token && !token.isEmpty() ? token : null;
    boolean unprocessed = !list(answer.get("UnprocessedTraceIds")).isEmpty();
    return new XRayTraceDocument(segments, unprocessed, malformed, next);
  }

  /** This part of an answer and the next one. */
  XRayTraceDocument and(XRayTraceDocument next) {
    Map<String, XRaySegment> both = new LinkedHashMap<>(segments);
    next.segments.values().forEach(segment -> put(both, segment));
    return new XRayTraceDocument(
        both, unprocessed || next.unprocessed, malformed + next.malformed, next.nextToken);
  }

  /** Whether X-Ray looked, and has nothing of the trace. */
  boolean isEmpty() {
    return segments.isEmpty() && !unprocessed && malformed == 0;
  }

  private static boolean readInto(Map<String, XRaySegment> segments, String document) {
    List<XRaySegment> found = new ArrayList<>();
    try {
      collect(JSON.std.mapFrom(document), null, found);
    } catch (IOException | RuntimeException e) {
      return false; // Counted by the caller; the other documents tell enough.
    }
    found.forEach(segment -> put(segments, segment));
    return !found.isEmpty();
  }

  private static void collect(
      Map<String, Object> fields, @Nullable String enclosing, List<XRaySegment> found) {
    XRaySegment segment = XRaySegment.of(fields, enclosing);
    if (segment == null) {
      return;
    }
    found.add(segment);
    for (Object child : list(fields.get("subsegments"))) {
      if (child instanceof Map<?, ?> map) {
        @SuppressWarnings("unchecked") // JSON objects have text keys.
        Map<String, Object> childFields = (Map<String, Object>) map;
        collect(childFields, segment.id(), found);
      }
    }
  }

  private static void put(Map<String, XRaySegment> segments, XRaySegment segment) {
    segments.merge(segment.id(), segment, (before, now) -> now.isInProgress() ? before : now);
  }

  private static Collection<?> list(@Nullable Object value) {
    return value instanceof Collection<?> list ? list : List.of();
  }
}
