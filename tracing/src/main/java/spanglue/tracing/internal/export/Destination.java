package spanglue.tracing.internal.export;

import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where a session's spans go.
 *
 * @param name as a reader of the log knows it
 * @param way opens the way there, for requests of at most the given time; throws {@link
 *     IllegalArgumentException} where {@code name} is wrong
 */
public record Destination(String name, Function<Duration, SpanDelivery> way) {
  /** The OTLP endpoint where there is one, else the X-Ray daemon, else null. */
  public static @Nullable Destination of(
      @Nullable String otlpEndpoint, @Nullable String daemonAddress) {
    if (otlpEndpoint != null) {
      return new Destination(otlpEndpoint, most -> new OtlpDelivery(otlpEndpoint, most));
    }
    return daemonAddress == null
        ? null
        : new Destination(
            "X-Ray daemon " + daemonAddress, most -> new XRayDaemonDelivery(daemonAddress));
  }
}
