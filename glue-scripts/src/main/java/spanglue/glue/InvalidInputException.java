package spanglue.glue;

/** What was uploaded, or asked for, can't be worked on: the message says what to change. */
public final class InvalidInputException extends RuntimeException {
  InvalidInputException(String message) {
    super(message);
  }
}
