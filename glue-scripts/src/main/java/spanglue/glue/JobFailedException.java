package spanglue.glue;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import spanglue.glue.read.RecordFileException;
import spanglue.tracing.spi.SpanFailure;

/** A job's end that was no success; its message is the cause in one line. */
public final class JobFailedException extends RuntimeException {
  /** Of a chain that is a circle. */
  private static final int MOST_CAUSES = 100;

  /**
   * With the cause that says most.
   *
   * @param safe makes a text of others one line that may be shown
   */
  JobFailedException(Throwable failure, UnaryOperator<String> safe) {
    super(safe.apply(line(telling(failure))), failure);
  }

  /** The exception that says most: our own where there is one, else the innermost. */
  private static Throwable telling(Throwable failure) {
    Throwable innermost = failure;
    @Nullable Throwable cause = failure;
    for (int depth = 0; depth < MOST_CAUSES && cause != null; depth++, cause = cause.getCause()) {
      if (cause instanceof RecordFileException || cause instanceof InvalidInputException) {
        return cause;
      }
      innermost = cause;
    }
    return innermost;
  }

  /** What our own says, and of another what it comes down to, such as a traceback's last line. */
  private static String line(Throwable cause) {
    String type = cause.getClass().getName();
    boolean ours = type.startsWith("spanglue.");
    String message = ours ? String.valueOf(cause.getMessage()) : SpanFailure.of(cause).message();
    String first = message.strip().lines().findFirst().orElse("");
    if (first.isEmpty()) {
      return type;
    }
    return ours ? first : cause.getClass().getSimpleName() + ": " + first;
  }
}
