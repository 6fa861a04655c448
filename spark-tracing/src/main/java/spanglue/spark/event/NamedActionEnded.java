package spanglue.spark.event;

import org.apache.spark.scheduler.SparkListenerEvent;

/**
 * The action of that tag is over.
 *
 * @param time in milliseconds since the epoch
 * @param status in a word: succeeded, failed, cancelled
 * @param errorType class of what was thrown; empty where nothing was
 * @param errorMessage may be empty
 * @param errorStack its innermost frames; may be empty
 */
public record NamedActionEnded(
    String tag, long time, String status, String errorType, String errorMessage, String errorStack)
    implements SparkListenerEvent {
  @Override
  public boolean logEvent() {
    return true;
  }
}
