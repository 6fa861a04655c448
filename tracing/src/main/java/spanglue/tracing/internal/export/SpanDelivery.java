package spanglue.tracing.internal.export;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** One way of sending spans away. */
public interface SpanDelivery {
  /** What one request may hold. */
  RequestLimits limits();

  /**
   * Sends {@code spans} in one request and returns within {@code atMost}. Throws nothing on account
   * of the receiver.
   */
  ExportResult send(List<SpanData> spans, Duration atMost);

  /** Frees what it holds, without waiting. */
  void close();

  /**
   * Where a session's spans go.
   *
   * @param name as a reader of the log knows it
   * @param exporter makes what sends there, in requests of at most the given time; throws {@link
   *     IllegalArgumentException} where the address is wrong
   */
  record Destination(String name, Function<Duration, SpanDelivery> exporter) {
    /** The OTLP endpoint where there is one, else the X-Ray daemon, else null. */
    public static @Nullable Destination of(
        @Nullable String otlpEndpoint, @Nullable String daemonAddress) {
      if (otlpEndpoint != null) {
        return new Destination(otlpEndpoint, timeout -> new OtlpDelivery(otlpEndpoint, timeout));
      }
      return daemonAddress == null
          ? null
          : new Destination(
              "X-Ray daemon " + daemonAddress, timeout -> new XRayDaemonDelivery(daemonAddress));
    }
  }

  /**
   * What one request may hold.
   *
   * @param spans the most spans
   * @param bytes the most bytes, as {@code size} counts them; a span that exceeds them alone makes
   *     a request of its own
   * @param size bytes of one span
   */
  record RequestLimits(int spans, int bytes, ToIntFunction<SpanData> size) {
    /** {@code all} in parts of one request each, in its order. */
    List<List<SpanData>> batches(List<SpanData> all) {
      List<List<SpanData>> batches = new ArrayList<>();
      List<SpanData> open = new ArrayList<>();
      long bytesOfOpen = 0;
      for (SpanData span : all) {
        int bytesOfSpan = size.applyAsInt(span);
        boolean fits = open.size() < spans && bytesOfOpen + bytesOfSpan <= bytes;
        if (!fits && !open.isEmpty()) {
          batches.add(open);
          open = new ArrayList<>();
          bytesOfOpen = 0;
        }
        open.add(span);
        bytesOfOpen += bytesOfSpan;
      }
      if (!open.isEmpty()) {
        batches.add(open);
      }
      return batches;
    }
  }
}
