package spanglue.lambda;

import java.time.Instant;

/**
 * One object that was written to the bucket, as an event of S3 tells it.
 *
 * @param key the object's key as it is in the bucket
 * @param etag the object's ETag, without quotes; empty where S3 sent none
 * @param versionId empty where the bucket keeps no versions
 * @param sequencer S3's order of the writes to one key; empty where S3 sent none
 * @param size in bytes; {@link #UNKNOWN_SIZE} where S3 sent none
 * @param time when S3 took the object
 */
record Upload(
    String bucket,
    String key,
    String etag,
    String versionId,
    String sequencer,
    long size,
    Instant time) {

  static final long UNKNOWN_SIZE = -1;

  /** What tells this write of the key from others: the version id where there is one. */
  String version() {
    return versionId.isBlank() ? etag : versionId;
  }

  /** The last part of the key. */
  String fileName() {
    return key.substring(key.lastIndexOf('/') + 1);
  }
}
