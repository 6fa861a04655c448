package spanglue.lambda;

import java.util.regex.Pattern;

/** The two forms in which S3 tells what happened to an object, by the names of their members. */
enum EventForm {
  /** A record of the notification that a bucket sends to the function itself. */
  NOTIFICATION("eventName", "eventTime", "s3", "versionId", "eTag", "(s3:)?ObjectCreated:.*"),
  /** The event that EventBridge passes on. */
  EVENT_BRIDGE("detail-type", "time", "detail", "version-id", "etag", "Object Created");

  final String happened;
  final String time;
  final String body;
  final String versionId;
  final String etag;
  private final Pattern creation;

  EventForm(
      String happened, String time, String body, String versionId, String etag, String creation) {
    this.happened = happened;
    this.time = time;
    this.body = body;
    this.versionId = versionId;
    this.etag = etag;
    this.creation = Pattern.compile(creation);
  }

  /** Whether an event of this name is an upload, and no removal, restore or change of tags. */
  boolean isCreation(String eventName) {
    return creation.matcher(eventName).matches();
  }

  /** A notification has the key as a form's field has a text; EventBridge has it as it is. */
  boolean hasEncodedKey() {
    return this == NOTIFICATION;
  }
}
