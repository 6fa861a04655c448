package spanglue.cli;

/** A local run cannot go on; the message is what the user is told, in one line. */
final class LocalException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LocalException(String message) {
    super(message);
  }

  LocalException(String message, Throwable cause) {
    super(message, cause);
  }
}
