package spanglue.spark.event;

import org.apache.spark.scheduler.SparkListenerEvent;

/**
 * What Spark does under the tag from now on is one action.
 *
 * @param tag a job tag
 * @param time in milliseconds since the epoch
 */
public record NamedActionStarted(String tag, String name, long time) implements SparkListenerEvent {
  @Override
  public boolean logEvent() {
    return true;
  }
}
