package spanglue.cli.process;

/** What the process tells its caller by its end; {@code docs/cli.md} has the table. */
public enum ExitStatus {
  OK(0),
  /** A run failed, or anything that has no status of its own. */
  FAILED(1),
  USAGE(2),
  /** No credentials or no region, or some that are no longer valid. */
  NO_CREDENTIALS(4),
  /** No such stack, bucket, execution or trace. */
  NOT_FOUND(5),
  DENIED(6),
  /** Throttled, or no answer: the same command may do later. */
  UNAVAILABLE(7),
  /** A file was changed while it was read. */
  CHANGED(8);

  private final int code;

  ExitStatus(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
