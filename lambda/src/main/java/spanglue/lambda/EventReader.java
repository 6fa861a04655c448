package spanglue.lambda;

import java.util.List;

/** Takes an event apart, in whichever form of S3's it comes. Its records are not yet read. */
final class EventReader {
  private static final String TEST = "s3:TestEvent";
  private static final String S3_BY_EVENT_BRIDGE = "aws.s3";

  private EventReader() {}

  /**
   * The records of an event: none where S3 tests a bucket's new notification.
   *
   * @throws IllegalArgumentException where it is no event of S3; the message says what it is
   */
  static List<EventRecord> read(String json) {
    JsonObject event = JsonObject.parse(json);
    List<?> records = event.list("Records");
    if (records != null) {
      return records.stream()
          .map(record -> new EventRecord(JsonObject.of(record), EventForm.NOTIFICATION))
          .toList();
    }
    if (event.text("Event").equals(TEST)) {
      return List.of();
    }
    if (event.text("source").equals(S3_BY_EVENT_BRIDGE)) {
      return List.of(new EventRecord(event, EventForm.EVENT_BRIDGE));
    }
    throw new IllegalArgumentException(
        "it is neither an S3 notification, which has a list 'Records', nor an event of S3 by"
            + " EventBridge, which has a 'source' aws.s3; it has "
            + event.names()
            + (event.has("source") ? " and is of '" + event.text("source") + "'" : ""));
  }
}
