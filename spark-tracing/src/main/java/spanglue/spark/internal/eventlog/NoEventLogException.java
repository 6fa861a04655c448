package spanglue.spark.internal.eventlog;

/** There is nothing to be explained: the message says where, and why. */
public final class NoEventLogException extends Exception {
  public NoEventLogException(String message) {
    super(message);
  }
}
