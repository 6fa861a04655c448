package org.apache.spark.sql.connect;

import org.apache.spark.scheduler.SparkListenerEvent;

/**
 * Stands for what Spark Connect's server tells listeners, as its events are in this package: the
 * server is not on the class path of these tests.
 */
public record ConnectEvent() implements SparkListenerEvent {
  @Override
  public boolean logEvent() {
    return false;
  }
}
