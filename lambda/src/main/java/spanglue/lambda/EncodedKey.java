package spanglue.lambda;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An object's key as a notification has it: URL-encoded UTF-8, a plus for a space. */
final class EncodedKey {
  private static final char REPLACEMENT = '\uFFFD';

  private EncodedKey() {}

  /**
   * The key as it is in the bucket.
   *
   * @throws IllegalArgumentException naming the key as it was sent, where that is not so encoded
   */
  static String decode(String sent) {
    String key;
    try {
      key = URLDecoder.decode(sent, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw wrong(sent, e);
    }
    // The decoder puts a replacement where bytes are no UTF-8: that would be another key.
    if (key.indexOf(REPLACEMENT) >= 0 && !sent.toUpperCase(Locale.ROOT).contains("%EF%BF%BD")) {
      throw wrong(sent, null);
    }
    return key;
  }

  private static IllegalArgumentException wrong(String sent, @Nullable Throwable cause) {
    return new IllegalArgumentException("its key '" + sent + "' is not URL-encoded UTF-8", cause);
  }
}
