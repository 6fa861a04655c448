package spanglue.lambda;

import java.time.DateTimeException;
import java.time.Instant;

/**
 * What one event says happened to one object. Nothing is read before it is asked for, so that a bad
 * record harms no other.
 */
record EventRecord(JsonObject json, EventForm form) {
  /**
   * What happened, in S3's words.
   *
   * @throws IllegalArgumentException where it is no record of S3, or names no event
   */
  String name() {
    if (!json.has(form.body)) {
      String source = json.text("eventSource") + json.text("EventSource");
      throw new IllegalArgumentException(
          "it is no record of S3: "
              + (source.isEmpty() ? "it has " + json.names() : "it comes by " + source)
              + "; let the bucket notify the function itself, or through EventBridge");
    }
    return required(json, form.happened, form.happened + ", which says what happened");
  }

  /** Whether an object was written. */
  boolean isCreation() {
    return form.isCreation(name());
  }

  String bucket() {
    return body().object("bucket").text("name");
  }

  /** The key as it was sent, which may be encoded; empty where there is none. */
  String sentKey() {
    return object().text("key");
  }

  /**
   * The upload that is told of.
   *
   * @throws IllegalArgumentException where something is missing that a run needs, or unreadable
   */
  Upload upload() {
    JsonObject object = object();
    String key = required(object, "key", "key of its object");
    return new Upload(
        required(body().object("bucket"), "name", "name of its bucket"),
        form.hasEncodedKey() ? EncodedKey.decode(key) : key,
        object.text(form.etag).replace("\"", ""),
        object.text(form.versionId),
        object.text("sequencer"),
        object.number("size", Upload.UNKNOWN_SIZE),
        time(required(json, form.time, form.time + ", which dates the run")));
  }

  private JsonObject body() {
    return json.object(form.body);
  }

  private JsonObject object() {
    return body().object("object");
  }

  private Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "its " + form.time + " '" + text + "', which dates the run, is no time", e);
    }
  }

  private static String required(JsonObject of, String member, String what) {
    String text = of.text(member);
    if (text.isBlank()) {
      throw new IllegalArgumentException("it has no " + what);
    }
    return text;
  }
}
