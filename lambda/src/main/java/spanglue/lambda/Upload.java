package spanglue.lambda;

import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One object that was written to the bucket, as a record of an S3 event tells it.
 *
 * @param key the object's key as it is in the bucket; S3 events carry it URL-encoded
 * @param version the version id, or the ETag where the bucket keeps no versions
 * @param sequencer S3's order of the writes to one key; empty where S3 sent none
 * @param size in bytes
 * @param time when S3 took the object
 */
record Upload(
    String bucket, String key, String version, String sequencer, long size, Instant time) {

  static Upload of(S3EventNotificationRecord record) {
    var s3 = record.getS3();
    var object = s3.getObject();
    if (record.getEventTime() == null) {
      throw new IllegalArgumentException(
          "an S3 event record has no eventTime, which dates the run; it was sent for key "
              + object.getKey());
    }
    return new Upload(
        s3.getBucket().getName(),
        object.getUrlDecodedKey(),
        isBlank(object.getVersionId()) ? orEmpty(object.geteTag()) : object.getVersionId(),
        orEmpty(object.getSequencer()),
        object.getSizeAsLong() == null ? 0 : object.getSizeAsLong(),
        Instant.ofEpochMilli(record.getEventTime().getMillis()));
  }

  /** The last part of the key. */
  String fileName() {
    return key.substring(key.lastIndexOf('/') + 1);
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
