package spanglue.glue.read;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An uploaded file that can't be read; the message names the file, what is wrong, what to do. */
public class RecordFileException extends RuntimeException {
  RecordFileException(String message) {
    super(message);
  }

  RecordFileException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  static RecordFileException unreadable(RecordSource source, IOException cause) {
    String hint =
        source.gzipped()
            ? "; it may be cut off, damaged or not gzip at all: compress and upload it again"
            : "; see that it exists and that the job's role may read it";
    return new RecordFileException(
        "cannot read " + source.file() + ": " + cause.getMessage() + hint, cause);
  }
}
