package spanglue.tracing.internal.export;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.List;

/** One way of sending spans away. */
public interface SpanDelivery {
  /** What one request may hold. */
  RequestLimits limits();

  /**
   * Sends {@code spans} in one request and returns within {@code atMost}. Throws nothing on account
   * of the receiver.
   */
  Outcome send(List<SpanData> spans, Duration atMost);

  /** Frees what it holds, without waiting. */
  void close();

  /**
   * What became of one request.
   *
   * @param reason why the spans did not arrive; empty where they did
   * @param retryable whether the same request may succeed later
   * @param detail what to tell a reader of the log; empty where there is nothing to tell
   */
  record Outcome(String reason, boolean retryable, String detail) {
    public static final Outcome SENT = new Outcome("", false, "");

    static Outcome timeout(String detail) {
      return new Outcome("timeout", true, detail);
    }

    static Outcome unreachable(String detail) {
      return new Outcome("unreachable", true, detail);
    }

    public boolean sent() {
      return reason.isEmpty();
    }

    /** Whether the receiver said yes or no. */
    boolean answered() {
      return !reason.equals("timeout") && !reason.equals("unreachable");
    }
  }
}
