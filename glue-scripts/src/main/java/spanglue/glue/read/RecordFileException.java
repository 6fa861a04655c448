package spanglue.glue.read;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.s3a.RemoteFileChangedException;
import org.jspecify.annotations.Nullable;

/** An uploaded file that can't be read; the message names the file, what is wrong, what to do. */
public class RecordFileException extends RuntimeException {
  RecordFileException(String message) {
    super(message);
  }

  RecordFileException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** Another file is there than the one that was uploaded. */
  static RecordFileException replaced(RecordSource source, FileVersion found) {
    return replaced(source, found + " is there", null);
  }

  private static RecordFileException replaced(
      RecordSource source, String now, @Nullable Throwable cause) {
    FileVersion version = source.version();
    return new RecordFileException(
        "%s was replaced since the upload: %s was uploaded%s, %s; upload it again under another key"
            .formatted(
                source.file(),
                version,
                version.versionId().isEmpty() ? "" : " as version " + version.versionId(),
                now),
        cause);
  }

  /** Looks for what is behind the data of a gzip file, too. */
  static RecordFileException unreadable(
      Configuration conf, RecordSource source, IOException cause) {
    return source.gzipped() && source.endsWithZeros(conf)
        ? new RecordFileException(
            "cannot read "
                + source.file()
                + ": its last bytes are zeros, which are no part of a gzip file; it was padded or"
                + " its end was lost: compress and upload it again",
            cause)
        : unreadable(source, cause);
  }

  static RecordFileException unreadable(RecordSource source, IOException cause) {
    if (wasReplaced(cause)) {
      return replaced(source, "another was there before all of it was read", cause);
    }
    String hint =
        source.gzipped()
            ? "; it may be cut off, damaged or not gzip at all: compress and upload it again"
            : "; see that it exists and that the job's role may read it";
    return new RecordFileException(
        "cannot read " + source.file() + ": " + cause.getMessage() + hint, cause);
  }

  /** What S3A says where the etag that it opened is gone; a decompressor may wrap it. */
  private static boolean wasReplaced(IOException failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RemoteFileChangedException) {
        return true;
      }
    }
    return false;
  }
}
