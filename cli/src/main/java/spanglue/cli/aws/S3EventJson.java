package spanglue.cli.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import spanglue.cli.process.Json;
import spanglue.cli.process.RandomIds;

/** The event that S3 sends to a function when an object has been created. */
public final class S3EventJson {
  private static final AtomicLong LAST = new AtomicLong();

  private S3EventJson() {}

  /** An event of one record, in version 2.1 of S3's form. */
  public static ObjectNode of(ObjectCreated created) {
    ObjectNode event = Json.object();
    ObjectNode notification = event.putArray("Records").addObject();
    notification.put("eventVersion", "2.1");
    notification.put("eventSource", "aws:s3");
    notification.put("awsRegion", StateMachineArn.REGION);
    notification.put("eventTime", created.time().truncatedTo(ChronoUnit.MILLIS).toString());
    notification.put("eventName", "ObjectCreated:" + created.operation());
    notification.putObject("userIdentity").put("principalId", "local");
    notification.putObject("requestParameters").put("sourceIPAddress", "127.0.0.1");
    notification
        .putObject("responseElements")
        .put("x-amz-request-id", RandomIds.hex(8))
        .put("x-amz-id-2", RandomIds.hex(16));
    ObjectNode s3 = notification.putObject("s3");
    s3.put("s3SchemaVersion", "1.0").put("configurationId", "local");
    ObjectNode bucket = s3.putObject("bucket").put("name", created.bucket());
    bucket.putObject("ownerIdentity").put("principalId", "local");
    bucket.put("arn", "arn:aws:s3:::" + created.bucket());
    s3.putObject("object")
        .put("key", encoded(created.key()))
        .put("size", created.size())
        .put("eTag", created.eTag())
        .put("sequencer", sequencer());
    return event;
  }

  /** As S3 does it: a space is a plus, a slash stays. */
  private static String encoded(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
  }

  /** Grows with each event of this process; differs from those of another on the same folder. */
  private static String sequencer() {
    Instant now = Instant.now();
    long nanos = now.getEpochSecond() * 1_000_000_000 + now.getNano();
    long next = LAST.updateAndGet(last -> Math.max(last + 1, nanos));
    return String.format("%016X", next) + RandomIds.hex(2).toUpperCase(Locale.ROOT);
  }
}
