package spanglue.glue.read;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Passes a range's bytes on, and learns whether they are UTF-8 (RFC 3629). A range may be cut
 * within a character, so what is learnt is the state that it leads to from every state before it.
 */
final class Utf8Check extends FilterInputStream {
  /** Between two characters; also what a file begins in. */
  static final byte CHARACTER_START = 0;

  /** Some byte was no UTF-8; nothing leads out of this state. */
  static final byte WRONG = 1;

  /** One, two or three bytes of 80..BF are to come, for the first of which less is allowed. */
  private static final byte ONE = 2;

  private static final byte TWO = 3;
  private static final byte THREE = 4;
  private static final byte AFTER_E0 = 5;
  private static final byte AFTER_ED = 6;
  private static final byte AFTER_F0 = 7;
  private static final byte AFTER_F4 = 8;
  private static final int STATES = 9;

  private final byte[] stateAfter = new byte[STATES];

  Utf8Check(InputStream in) {
    super(in);
    for (byte state = 0; state < STATES; state++) {
      stateAfter[state] = state;
    }
  }

  /** The state after the bytes that were read, by the state before them. */
  byte[] stateAfter() {
    return stateAfter.clone();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = super.read(bytes, offset, length);
    // After the first four bytes at most one state is left, besides WRONG, that is not known yet.
    int first = Math.min(4, read);
    feed(bytes, offset, offset + first);
    feed(bytes, offset + first, offset + read);
    return read;
  }

  private void feed(byte[] bytes, int from, int to) {
    byte[] known = new byte[STATES];
    Arrays.fill(known, (byte) -1);
    for (int i = 0; i < STATES && from < to; i++) {
      byte before = stateAfter[i];
      if (known[before] < 0) {
        known[before] = run(before, bytes, from, to);
      }
      stateAfter[i] = known[before];
    }
  }

  private static byte run(byte before, byte[] bytes, int from, int to) {
    byte state = before;
    for (int i = from; i < to && state != WRONG; i++) {
      if (state != CHARACTER_START || bytes[i] < 0) {
        state = next(state, bytes[i] & 0xff);
      }
    }
    return state;
  }

  private static byte next(byte state, int b) {
    return switch (state) {
      case CHARACTER_START -> first(b);
      case ONE -> within(b, 0x80, 0xbf, CHARACTER_START);
      case TWO -> within(b, 0x80, 0xbf, ONE);
      case THREE -> within(b, 0x80, 0xbf, TWO);
      case AFTER_E0 -> within(b, 0xa0, 0xbf, ONE);
      case AFTER_ED -> within(b, 0x80, 0x9f, ONE);
      case AFTER_F0 -> within(b, 0x90, 0xbf, TWO);
      case AFTER_F4 -> within(b, 0x80, 0x8f, TWO);
      default -> WRONG;
    };
  }

  private static byte first(int b) {
    return switch (b) {
      case 0xe0 -> AFTER_E0;
      case 0xed -> AFTER_ED;
      case 0xf0 -> AFTER_F0;
      case 0xf4 -> AFTER_F4;
      default -> {
        if (b < 0x80) {
          yield CHARACTER_START;
        }
        yield b < 0xe0 ? within(b, 0xc2, 0xdf, ONE) : b < 0xf0 ? TWO : within(b, 0xf1, 0xf3, THREE);
      }
    };
  }

  private static byte within(int b, int least, int most, byte next) {
    return b >= least && b <= most ? next : WRONG;
  }
}
