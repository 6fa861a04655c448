package spanglue.tracing.internal.export;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * What one request may hold.
 *
 * @param spans the most spans
 * @param bytes the most bytes, as {@code size} counts them; a span that exceeds them alone makes a
 *     request of its own
 * @param size bytes of one span
 */
record RequestLimits(int spans, int bytes, ToIntFunction<SpanData> size) {
  /** {@code all} as requests, in its order. */
  List<List<SpanData>> requests(List<SpanData> all) {
    List<List<SpanData>> requests = new ArrayList<>();
    List<SpanData> open = new ArrayList<>();
    long bytesOfOpen = 0;
    for (SpanData span : all) {
      int bytesOfSpan = size.applyAsInt(span);
      boolean fits = open.size() < spans && bytesOfOpen + bytesOfSpan <= bytes;
      if (!fits && !open.isEmpty()) {
        requests.add(open);
        open = new ArrayList<>();
        bytesOfOpen = 0;
      }
      open.add(span);
      bytesOfOpen += bytesOfSpan;
    }
    if (!open.isEmpty()) {
      requests.add(open);
    }
    return requests;
  }
}
