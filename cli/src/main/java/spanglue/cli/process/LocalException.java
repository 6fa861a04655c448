package spanglue.cli.process;

/** A command cannot go on; the message is what the user is told, in one line. */
public final class LocalException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitStatus status;

  public LocalException(String message) {
    super(message);
    this.status = ExitStatus.FAILED;
  }

  public LocalException(String message, Throwable cause) {
    this(ExitStatus.FAILED, message, cause);
  }

  /** One that has a status of its own. */
  public LocalException(ExitStatus status, String message) {
    super(message);
    this.status = status;
  }

  /** One that has a status of its own. */
  public LocalException(ExitStatus status, String message, Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  public ExitStatus status() {
    return status;
  }
}
