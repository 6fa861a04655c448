package spanglue.cli.process;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Random identifiers in hex. */
public final class RandomIds {
  private static final SecureRandom RANDOM = new SecureRandom();

  private RandomIds() {}

  /** 16 hex digits: a span, a segment or a subsegment. */
  public static String span() {
    return hex(8);
  }

  /** {@code bytes} random bytes. */
  public static String hex(int bytes) {
    byte[] id = new byte[bytes];
    RANDOM.nextBytes(id);
    return HexFormat.of().formatHex(id);
  }
}
