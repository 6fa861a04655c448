package spanglue.spark.internal.ledger;

import org.apache.spark.scheduler.SparkListenerEvent;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.spi.SpanFailure;

/**
 * An event of our own: the action of that tag is over; {@code failure} is null where it did not.
 */
public record NamedActionEnd(String tag, long time, @Nullable SpanFailure failure)
    implements SparkListenerEvent {
  @Override
  public boolean logEvent() {
    return false;
  }
}
