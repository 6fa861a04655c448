package spanglue.tracing.internal.export;

/**
 * What became of one request.
 *
 * @param reason why it was not taken; empty where it was
 * @param retryable whether the same request may succeed later
 * @param detail what to tell a reader of the log; empty where there is nothing to tell
 */
public record ExportResult(String reason, boolean retryable, String detail) {
  public static final ExportResult SENT = new ExportResult("", false, "");

  private static final String TIMEOUT = "timeout";
  private static final String UNREACHABLE = "unreachable";
  private static final String CONNECTION_LOST = "connection_lost";

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

  /** A defect of ours or of a library, not the receiver's. */
  static ExportResult failed(Throwable defect) {
    return new ExportResult("exporter_failed", false, defect.toString());
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
    return sent() ? this : new ExportResult(reason, retryable, "at " + where + ": " + detail);
  }
}
