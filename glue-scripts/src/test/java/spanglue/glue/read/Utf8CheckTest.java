package spanglue.glue.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import spanglue.glue.read.RecordBounds.ByteRange;

/** UTF-8 or not, as Java's own decoder says, wherever the bytes are cut. */
class Utf8CheckTest {
  private static final int[] EDGES = {
    0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec,
    0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff
  };

  @Test
  void twoAndThreeBytesAreJudgedAsByJava() throws IOException {
    for (int a = 0; a < 256; a++) {
      for (int b = 0; b < 256; b++) {
        assertJudged(new byte[] {(byte) a, (byte) b}, 1);
      }
      for (int b : EDGES) {
        for (int c : EDGES) {
          assertJudged(new byte[] {(byte) a, (byte) b, (byte) c, 'x'}, 2);
        }
      }
    }
  }

  @Test
  void fourBytesAtTheEdgesAreJudgedAsByJava() throws IOException {
    for (int a : EDGES) {
      for (int b : EDGES) {
        for (int c : EDGES) {
          for (int d : new int[] {0x41, 0x7f, 0x80, 0xbf, 0xc2, 0xf4}) {
            assertJudged(new byte[] {(byte) a, (byte) b, (byte) c, (byte) d, 'x'}, 3);
          }
        }
      }
    }
  }

  @Test
  void textCutAnywhereIsJudgedAsByJava() throws IOException {
    RandomText random = new RandomText(17);
    Random damage = new Random(17);
    for (int i = 0; i < 5_000; i++) {
      byte[] bytes = (random.of(List.of("a", "é", "€", "😀", "\ud7ff"), 20) + ".").getBytes(UTF_8);
      if (damage.nextBoolean()) {
        bytes[damage.nextInt(bytes.length)] = (byte) EDGES[damage.nextInt(EDGES.length)];
      }
      assertCut(bytes, random.cut(0, bytes.length, 8));
    }
  }

  @Test
  void aCharacterThatTheFilesEndCutsOffIsNotWrong() throws IOException {
    byte[] bytes = {'a', (byte) 0xe2, (byte) 0x82};

    assertThat(stateAfter(bytes, ByteRange.cut(0, 3, 1))).isNotEqualTo(Utf8Check.WRONG);
  }

  private static void assertJudged(byte[] bytes, int cutAt) throws IOException {
    assertCut(bytes, List.of(new ByteRange(0, cutAt), new ByteRange(cutAt, bytes.length)));
  }

  private static void assertCut(byte[] bytes, List<ByteRange> ranges) throws IOException {
    boolean whole = stateAfter(bytes, ranges) == Utf8Check.CHARACTER_START;
    if (whole != isUtf8(bytes)) {
      assertThat(whole)
          .as(ranges + " of " + java.util.HexFormat.of().formatHex(bytes))
          .isEqualTo(isUtf8(bytes));
    }
  }

  private static byte stateAfter(byte[] bytes, List<ByteRange> ranges) throws IOException {
    byte state = Utf8Check.CHARACTER_START;
    for (ByteRange range : ranges) {
      ByteArrayInputStream in =
          new ByteArrayInputStream(bytes, (int) range.start(), (int) range.length());
      try (Utf8Check check = new Utf8Check(in)) {
        check.readAllBytes();
        state = check.stateAfter()[state];
      }
    }
    return state;
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
