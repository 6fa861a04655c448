package spanglue.glue;

import java.util.Locale;

/** What the jobs write: each a folder of the bucket, and below it {@code run_id=<run>/}. */
enum Output {
  CLEANED,
  REJECTED,
  DUPLICATES,
  PROCESSED;

  /** The folder's name, which is the output's in the manifests too. */
  String folder() {
    return name().toLowerCase(Locale.ROOT);
  }
}
