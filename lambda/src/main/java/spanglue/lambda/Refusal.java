package spanglue.lambda;

import java.util.Optional;
import java.util.regex.Pattern;

/** Why an upload starts no run. The reasons are a metric's dimension, so they stay a short list. */
enum Refusal {
  NOT_UNDER_INPUT("the key does not begin with input/"),
  UNADDRESSABLE_KEY(
      "Hadoop cannot address a key with an empty, '.' or '..' part or with a '/' at its end;"
          + " upload it under another name"),
  UNSUPPORTED_EXTENSION(
      "the name does not end in " + FileType.SUPPORTED + ", or it is nothing but that"),
  EMPTY_OBJECT("the object has no bytes");

  static final String PREFIX = "input/";

  private static final Pattern UNADDRESSABLE = Pattern.compile("(^|/)\\.{0,2}(/|$)");

  private final String explanation;

  Refusal(String explanation) {
    this.explanation = explanation;
  }

  /** The first reason that applies; empty where the upload is to be run. */
  static Optional<Refusal> of(Upload upload) {
    if (!upload.key().startsWith(PREFIX)) {
      return Optional.of(NOT_UNDER_INPUT);
    }
    if (UNADDRESSABLE.matcher(upload.key()).find()) {
      return Optional.of(UNADDRESSABLE_KEY);
    }
    if (!FileType.isSupported(upload.fileName())) {
      return Optional.of(UNSUPPORTED_EXTENSION);
    }
    return upload.size() == 0 ? Optional.of(EMPTY_OBJECT) : Optional.empty();
  }

  String explanation() {
    return explanation;
  }
}
