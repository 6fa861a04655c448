package spanglue.glue.read;

import org.jspecify.annotations.Nullable;

/** An uploaded file that can't be read; the message names the file, what is wrong, what to do. */
public class RecordFileException extends RuntimeException {
  RecordFileException(String message) {
    super(message);
  }

  RecordFileException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
