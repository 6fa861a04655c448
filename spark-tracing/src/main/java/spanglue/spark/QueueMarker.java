package spanglue.spark;

import java.util.concurrent.CountDownLatch;
import org.apache.spark.scheduler.SparkListenerEvent;

/** An event of our own: once it arrives, so has all that was posted before it. */
final class QueueMarker implements SparkListenerEvent {
  private final CountDownLatch arrived;

  QueueMarker(CountDownLatch arrived) {
    this.arrived = arrived;
  }

  void arrived() {
    arrived.countDown();
  }

  @Override
  public boolean logEvent() {
    return false;
  }
}
