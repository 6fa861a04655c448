package spanglue.tracing.internal.export;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.internal.aws.MissingCredentialsException;
import spanglue.tracing.internal.http.Endpoint;

/** One way of sending spans away. */
public interface SpanDelivery {
  /** What one request may hold. */
  RequestLimits limits();

  /**
   * Sends {@code spans} in one request and returns within {@code atMost}. Throws nothing on account
   * of the receiver.
   */
  ExportResult send(List<SpanData> spans, Duration atMost);

  /** Loads what sending needs. Sends nothing; may throw what sending would. */
  default void warmUp() {}

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
        @Nullable OtlpEndpoint otlp, @Nullable String daemonAddress) {
      if (otlp != null) {
        return collector(otlp);
      }
      return daemonAddress == null
          ? null
          : new Destination(
              "X-Ray daemon " + daemonAddress, timeout -> new XRayDaemonDelivery(daemonAddress));
    }

    /** A collector that hands on to X-Ray. */
    public static Destination collector(OtlpEndpoint otlp) {
      return otlp(otlp, OtlpDelivery.OF_XRAY, UnaryOperator.identity());
    }

    /**
     * Any other receiver of OTLP.
     *
     * @param fitting makes of each span what it takes of it
     */
    public static Destination otlp(OtlpEndpoint otlp, UnaryOperator<SpanData> fitting) {
      return otlp(otlp, OtlpDelivery.OF_ANY, fitting);
    }

    private static Destination otlp(
        OtlpEndpoint otlp, RequestLimits limits, UnaryOperator<SpanData> fitting) {
      return new Destination(
          otlp.toString(), timeout -> new OtlpDelivery(otlp, limits, fitting, timeout));
    }

    /** A file, which is added to. */
    public static Destination file(Path file) {
      return new Destination(file.toString(), timeout -> new OtlpFile(file));
    }

    /** X-Ray itself, which gets segment documents. */
    public static Destination xray(Endpoint endpoint) {
      return new Destination(endpoint.name(), timeout -> new XRayDelivery(endpoint, timeout));
    }

    /** X-Ray's endpoint for OTLP. */
    public static Destination xrayOtlp(Endpoint endpoint) {
      return new Destination(endpoint.name(), timeout -> new XRayOtlpDelivery(endpoint, timeout));
    }

    /** One that can't be, as {@code why} says: what is sent there is counted and told. */
    public static Destination none(String name, String why) {
      return new Destination(
          name,
          timeout -> {
            throw new IllegalArgumentException(why);
          });
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
    public List<List<SpanData>> batches(List<SpanData> all) {
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

  /**
   * A span that the receiver did not take of a request that it took.
   *
   * @param span null where the receiver does not say which
   * @param code why
   * @param retryable whether it may be taken later
   */
  record Unprocessed(@Nullable SpanData span, String code, boolean retryable) {}

  /**
   * What became of one request.
   *
   * @param reason why it was not taken; empty where it was
   * @param retryable whether the same request may succeed later
   * @param detail what to tell a reader of the log; empty where there is nothing to tell
   * @param rejected how many of its parts the receiver did not take of a request that it took
   * @param retryAfter how long the receiver asks to wait; null where it does not say
   * @param unprocessed what alone was not taken, each span at most once; empty where that is all
   */
  public record ExportResult(
      String reason,
      boolean retryable,
      String detail,
      int rejected,
      @Nullable Duration retryAfter,
      List<Unprocessed> unprocessed) {
    public static final ExportResult SENT = new ExportResult("", false, "");

    /** By this reason those parts are counted that were rejected of a request that was taken. */
    public static final String REJECTED = "rejected";

    private static final String TIMEOUT = "timeout";
    private static final String UNREACHABLE = "unreachable";
    private static final String CONNECTION_LOST = "connection_lost";

    public ExportResult(String reason, boolean retryable, String detail) {
      this(reason, retryable, detail, 0, null);
    }

    ExportResult(
        String reason,
        boolean retryable,
        String detail,
        int rejected,
        @Nullable Duration retryAfter) {
      this(reason, retryable, detail, rejected, retryAfter, List.of());
    }

    /** A request of which these spans were not taken; retryable where any of them is. */
    static ExportResult partly(List<Unprocessed> unprocessed, String detail) {
      Unprocessed first =
          unprocessed.stream()
              .filter(Unprocessed::retryable)
              .findFirst()
              .orElse(unprocessed.get(0));
      return new ExportResult(
          first.code(), first.retryable(), detail, 0, null, List.copyOf(unprocessed));
    }

    /** The receiver took the request, but not all of it, or has something to say to it. */
    static ExportResult taken(int rejected, String detail) {
      return new ExportResult("", false, detail, rejected, null);
    }

    static ExportResult timeout(String detail) {
      return new ExportResult(TIMEOUT, true, detail);
    }

    /** There was no connection, so that nothing arrived. */
    static ExportResult unreachable(String detail) {
      return new ExportResult(UNREACHABLE, true, detail);
    }

    /** The connection broke before an answer came. */
    static ExportResult connectionLost(String detail) {
      return new ExportResult(CONNECTION_LOST, true, detail);
    }

    /** The endpoint is no address. */
    static ExportResult badEndpoint(IllegalArgumentException why) {
      return new ExportResult("bad_endpoint", false, String.valueOf(why.getMessage()));
    }

    /** Nothing to sign with, or a defect of ours or of a library; not the receiver's. */
    static ExportResult failed(Throwable defect) {
      if (defect instanceof MissingCredentialsException) {
        return new ExportResult("no_credentials", false, String.valueOf(defect.getMessage()));
      }
      return new ExportResult("exporter_failed", false, NoAnswer.oneLine(defect.toString()));
    }

    public boolean sent() {
      return reason.isEmpty();
    }

    /** Whether the receiver answered, be it yes or no. */
    boolean responded() {
      return !isUnreachable() && !isUnknown();
    }

    /** Whether the request may have been taken or not: there is no answer. */
    boolean isUnknown() {
      return timedOut() || reason.equals(CONNECTION_LOST);
    }

    boolean timedOut() {
      return reason.equals(TIMEOUT);
    }

    boolean isUnreachable() {
      return reason.equals(UNREACHABLE);
    }

    /** The same, told of the receiver {@code where}. */
    ExportResult at(String where) {
      return detail.isEmpty() ? this : told("at " + where + ": " + detail);
    }

    /** The same in other words. */
    public ExportResult told(String detail) {
      return new ExportResult(reason, retryable, detail, rejected, retryAfter, unprocessed);
    }

    /** The same, which trying again would not change. */
    ExportResult forGood() {
      return new ExportResult(reason, false, detail, rejected, retryAfter, unprocessed);
    }
  }
}
