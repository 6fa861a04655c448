package spanglue.lambda;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** S3's notifications as JSON, read the way the Lambda runtime reads them. */
final class Events {
  static final String BUCKET = "spanglue-ingest";

  private Events() {}

  /** One event with a record for each key; keys are as S3 sends them, URL-encoded. */
  static S3Event uploads(String... encodedKeys) {
    return event(List.of(encodedKeys).stream().map(key -> record(key, 1024, "")).toList());
  }

  static S3Event event(List<String> records) {
    return parse(records.stream().collect(Collectors.joining(",", "{\"Records\":[", "]}")));
  }

  static S3Event parse(String json) {
    return LambdaEventSerializers.serializerFor(S3Event.class, Events.class.getClassLoader())
        .fromJson(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
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
