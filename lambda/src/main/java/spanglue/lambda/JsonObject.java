package spanglue.lambda;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A JSON object that others wrote: no member is sure to be there, or to be of its type. */
record JsonObject(Map<?, ?> members) {
  private static final int NAMES_SHOWN = 8;
  private static final int SHOWN = 60;

  /**
   * Reads a text.
   *
   * @throws IllegalArgumentException where it is no JSON object
   */
  static JsonObject parse(String text) {
    try {
      return new JsonObject(JSON.std.mapFrom(text));
    } catch (IOException e) {
      // Without the place in the text, which is another line.
      String why = e instanceof JacksonException json ? json.getOriginalMessage() : e.getMessage();
      throw new IllegalArgumentException("it is no JSON object: " + why, e);
    }
  }

  /** A value of any type; without members where it is no object. */
  static JsonObject of(@Nullable Object value) {
    return new JsonObject(value instanceof Map<?, ?> map ? map : Map.of());
  }

  boolean has(String name) {
    return members.get(name) != null;
  }

  /** A member that is an object; without members where it is not. */
  JsonObject object(String name) {
    return of(members.get(name));
  }

  /** A member that is a list; null where it is not. */
  @Nullable List<?> list(String name) {
    return members.get(name) instanceof List<?> list ? list : null;
  }

  /** A member that is a text; empty where it is not. */
  String text(String name) {
    return members.get(name) instanceof String text ? text : "";
  }

  /** A member that is a whole number; {@code otherwise} where it is not. */
  long number(String name, long otherwise) {
    Object value = members.get(name);
    return value instanceof Integer || value instanceof Long
        ? ((Number) value).longValue()
        : otherwise;
  }

  /** The first names of its members, for a message. */
  String names() {
    String names =
        members.keySet().stream()
            .limit(NAMES_SHOWN)
            .map(name -> "'" + shown(String.valueOf(name)) + "'")
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "no members" : names + (members.size() > NAMES_SHOWN ? ", .." : "");
  }

  private static String shown(String name) {
    return name.length() <= SHOWN ? name : name.substring(0, SHOWN) + "..";
  }
}
