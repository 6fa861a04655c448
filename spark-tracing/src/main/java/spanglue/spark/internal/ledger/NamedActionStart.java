package spanglue.spark.internal.ledger;

import org.apache.spark.scheduler.SparkListenerEvent;

/** An event of our own: what Spark does under the tag from now on is one action. */
public record NamedActionStart(String tag, String name, long time) implements SparkListenerEvent {
  @Override
  public boolean logEvent() {
    return false;
  }
}
