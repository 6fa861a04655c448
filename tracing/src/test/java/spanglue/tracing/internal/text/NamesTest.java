package spanglue.tracing.internal.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of other people's texts as names. */
class NamesTest {
  private static final String ROCKET = "\ud83d\ude80";

  /** A man, a woman and a girl, joined to one character. */
  private static final String FAMILY = "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67";

  @Test
  void aNameIsOneLineWithoutControlCharacters() {
    assertThat(name("line one\nline two\ttab \u0007 bell \u0000 zero"))
        .isEqualTo("line one line two tab bell zero");
    assertThat(name("a\u2028b\u2029c\u0085d\r\ne")).isEqualTo("a b c d e");
    assertThat(name("\u001b[31mred\u001b[0m \u009b1mx\u007f")).isEqualTo("red 1mx");
    assertThat(name("   ")).isEmpty();
  }

  @Test
  void nothingTurnsTheDirectionOfWriting() {
    assertThat(name("invoice\u202egpj.exe\u202c \u2066x\u2069 \u200fy\u061c"))
        .isEqualTo("invoicegpj.exe x y");
    assertThat(name("\ufeffpay\u200bload\udb40\udc41")).isEqualTo("payload");
  }

  @Test
  void halfACharacterIsLeftOut() {
    assertThat(name("a\ud83db\ude80c")).isEqualTo("abc");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<a href='http://x/'>batch 12</a>|batch 12",
        "<script>alert(1)</script>load|alert(1) load",
        "q<br/>id = 7<br/>batch = 12|q id = 7 batch = 12",
        "<img src=x onerror=alert(1)>orders|orders",
        "SELECT * FROM orders WHERE a < 3 AND b > 'x'|SELECT * FROM orders WHERE a < 3 AND b > 'x'",
        "a<b AND c>d|a<b AND c>d",
        "write Dataset<Row>|write Dataset<Row>",
        "$Proxy17.load()|$Proxy17.load()",
      })
  void markupIsLeftOutAndQueriesAreNot(String text, String name) {
    assertThat(name(text)).isEqualTo(name);
  }

  @Test
  void aLongNameIsCutBetweenCharacters() {
    assertThat(name(ROCKET.repeat(130))).isEqualTo(ROCKET.repeat(49) + "...");
    assertThat(name("a".repeat(196) + ROCKET)).isEqualTo("a".repeat(196) + ROCKET);
    assertThat(name("a".repeat(196) + ROCKET + ROCKET)).isEqualTo("a".repeat(196) + "...");
    assertThat(name("e\u0301".repeat(70))).isEqualTo("e\u0301".repeat(65) + "...");
    assertThat(name(FAMILY.repeat(20))).isEqualTo(FAMILY.repeat(10) + "...");
    assertThat(name("\u53d6\u8fbc\u30b8\u30e7\u30d6".repeat(40))).startsWith("\u53d6\u8fbc");
  }

  @Test
  void aCharacterThatIsTooLongAlsoEndsSomewhere() {
    assertThat(name("e" + "\u0301".repeat(1_000))).isEqualTo("e" + "\u0301".repeat(98) + "...");
  }

  @Test
  void anyTextMakesAValidName() {
    Random random = new Random(4);
    for (int i = 0; i < 3_000; i++) {
      String name = name(text(random));

      assertThat(name.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(SafeText.NAME_BYTES);
      assertThat(new String(name.getBytes(UTF_8), UTF_8)).isEqualTo(name);
      assertThat(name)
          .isEqualTo(name.strip())
          .doesNotContainPattern("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]");
      assertThat(name(name)).isEqualTo(name);
    }
  }

  /** Of all planes, with more than their share of what is hard. */
  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(400);
    for (int i = 0; i < length; i++) {
      switch (random.nextInt(6)) {
        case 0 -> text.append((char) random.nextInt(0x10000));
        case 1 -> text.append((char) (0xD800 + random.nextInt(0x800)));
        case 2 -> text.append((char) random.nextInt(0xA0));
        case 3 -> text.append(random.nextBoolean() ? "\u0301" : "\u200d");
        case 4 -> text.append(random.nextBoolean() ? FAMILY : "<b>");
        default -> text.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
      }
    }
    return text.toString();
  }

  private static String name(String text) {
    return SafeText.PLAIN.name(text);
  }
}
