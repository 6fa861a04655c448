package spanglue.glue;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import spanglue.glue.read.RecordFileException;

/** A job's end that was no success; its message is the cause in one line. */
public final class JobFailedException extends RuntimeException {
  private static final Pattern CONTROLS = Pattern.compile("\\p{Cc}");

  JobFailedException(Throwable failure) {
    super(oneLine(telling(failure)), failure);
  }

  /** The exception that says most: our own where there is one, else the innermost. */
  private static Throwable telling(Throwable failure) {
    Throwable innermost = failure;
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RecordFileException || cause instanceof InvalidInputException) {
        return cause;
      }
      innermost = cause;
    }
    return innermost;
  }

  private static String oneLine(Throwable cause) {
    String message = cause.getMessage();
    if (message == null || message.isBlank()) {
      return cause.getClass().getName();
    }
    String line =
        CONTROLS.matcher(message.strip().lines().findFirst().orElseThrow()).replaceAll("\ufffd");
    return cause.getClass().getName().startsWith("spanglue.")
        ? line
        : cause.getClass().getSimpleName() + ": " + line;
  }
}
