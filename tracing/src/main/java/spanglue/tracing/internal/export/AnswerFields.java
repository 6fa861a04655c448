package spanglue.tracing.internal.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a small message in an answer of OTLP, in protobuf or in JSON. No protobuf runtime
 * is needed for that, and none comes with a job.
 */
final class AnswerFields {
  private final Map<String, Object> fields;

  private AnswerFields(Map<String, Object> fields) {
    this.fields = fields;
  }

  /** Of protobuf, where fields have numbers. Null where it is none. */
  static @Nullable AnswerFields ofProtobuf(byte[] message) {
    Map<String, Object> fields = new HashMap<>();
    ByteBuffer in = ByteBuffer.wrap(message);
    try {
      while (in.hasRemaining()) {
        long tag = varint(in);
        if (tag >>> 3 == 0) {
          return null;
        }
        fields.put(String.valueOf(tag >>> 3), value(in, (int) tag & 7));
      }
    } catch (RuntimeException cutShortOrNone) {
      return null;
    }
    return new AnswerFields(fields);
  }

  private static Object value(ByteBuffer in, int wireType) {
    return switch (wireType) {
      case 0 -> varint(in);
      case 1 -> bytes(in, Long.BYTES);
      case 2 -> bytes(in, Math.toIntExact(varint(in)));
      case 5 -> bytes(in, Integer.BYTES);
      default -> throw new IllegalArgumentException("no wire type: " + wireType);
    };
  }

  private static byte[] bytes(ByteBuffer in, int length) {
    if (length < 0 || length > in.remaining()) {
      throw new IllegalArgumentException("no length: " + length);
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte part = in.get();
      value |= (long) (part & 0x7f) << shift;
      if (part >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("no varint");
  }

  /** Of JSON, where they have names. Null where it is no object. */
  static @Nullable AnswerFields ofJson(byte[] message) {
    try {
      return new AnswerFields(JSON.std.mapFrom(message));
    } catch (IOException | RuntimeException none) {
      return null;
    }
  }

  /** A message in this one; null where it has none. */
  @Nullable AnswerFields message(String number, String name) {
    Object value = either(number, name);
    if (value instanceof byte[] bytes) {
      return ofProtobuf(bytes);
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> inner = new HashMap<>();
      map.forEach((key, field) -> inner.put(String.valueOf(key), field));
      return new AnswerFields(inner);
    }
    return null;
  }

  /** A whole number; 0 where there is none. JSON has it as a text. */
  long number(String number, String name) {
    Object value = either(number, name);
    if (value instanceof Number given) {
      return given.longValue();
    }
    try {
      return value instanceof String text ? Long.parseLong(text) : 0;
    } catch (NumberFormatException none) {
      return 0;
    }
  }

  /** A text; empty where there is none. */
  String text(String number, String name) {
    Object value = either(number, name);
    return value instanceof byte[] bytes
        ? new String(bytes, UTF_8)
        : value instanceof String text ? text : "";
  }

  private @Nullable Object either(String number, String name) {
    return fields.getOrDefault(number, fields.get(name));
  }
}
