package spanglue.lambda;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON as text: maps, lists, texts and numbers are all that this module sends. */
final class Json {
  private Json() {}

  /** On one line. */
  static String line(Object value) {
    try {
      return JSON.std.asString(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
