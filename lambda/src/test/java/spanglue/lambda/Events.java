package spanglue.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** S3's notifications, as JSON. */
final class Events {
  static final String BUCKET = "spanglue-ingest";

  private Events() {}

  /** One event with a record for each key; keys are as S3 sends them, URL-encoded. */
  static String uploads(String... encodedKeys) {
    return event(List.of(encodedKeys).stream().map(key -> record(key, 1024, "")).toList());
  }

  static String event(List<String> records) {
    return records.stream().collect(Collectors.joining(",", "{\"Records\":[", "]}"));
  }

  /** A file among the cases. */
  static String file(String name) {
    try (InputStream file = Events.class.getResourceAsStream("/cases/" + name)) {
      return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A record as S3 writes it.
   *
   * @param more further members of the object, such as {@code ,"versionId":"v1"}
   */
  static String record(String encodedKey, long size, String more) {
    return """
        {"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"eu-west-1",
         "eventTime":"2026-11-23T23:59:59.123Z","eventName":"ObjectCreated:Put",
         "userIdentity":{"principalId":"AWS:AIDA"},
         "requestParameters":{"sourceIPAddress":"192.0.2.1"},
         "responseElements":{"x-amz-request-id":"R","x-amz-id-2":"I"},
         "s3":{"s3SchemaVersion":"1.0","configurationId":"c",
           "bucket":{"name":"%s","ownerIdentity":{"principalId":"P"},"arn":"arn:aws:s3:::%s"},
           "object":{"key":"%s","size":%d,"eTag":"d41d8cd9","sequencer":"0055AED6DCD90281E5"%s}}}
        """
        .formatted(BUCKET, BUCKET, encodedKey, size, more);
  }
}
