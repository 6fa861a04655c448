package spanglue.spark;

import java.util.concurrent.CountDownLatch;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.spi.SpanFailure;

/** Events of our own, which go the way of Spark's and so keep their order. */
sealed interface RunEvents extends SparkListenerEvent {
  /** Not for Spark's log of events, which could not read them again. */
  @Override
  default boolean logEvent() {
    return false;
  }

  /** What Spark does under the tag from now on is one action. */
  record NamedActionStart(String tag, String name, long time) implements RunEvents {}

  /** The action of that tag is over; {@code failure} is null where it did not fail. */
  record NamedActionEnd(String tag, long time, @Nullable SpanFailure failure)
      implements RunEvents {}

  /** Once it arrives, so has all that was posted before it. */
  record QueueMarker(CountDownLatch arrived) implements RunEvents {}
}
