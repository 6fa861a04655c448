package spanglue.tracing.internal.aws;

/** There is nothing to sign with. The log has said what is missing and what to do. */
public final class MissingCredentialsException extends RuntimeException {
  MissingCredentialsException() {
    super("no credentials of AWS");
  }
}
