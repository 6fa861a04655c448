package spanglue.glue.clean;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is read from bytes is what the patterns make of the text. */
class PlainTextsTest {
  private static final int TEXTS = 100_000;

  /** From a seed, so that a failure comes again. */
  private final Random random = new Random(20_221_005);

  @Test
  void numbersAreThoseOfThePatterns() {
    for (int i = 0; i < TEXTS; i++) {
      String text = i % 2 == 0 ? numberLike() : of("+-.,eE$ 0123456789\u00a0é", 1 + i % 12);
      assertThat(PlainTexts.whole(utf8(text))).as(text).isEqualTo(Conversions.whole(text));
      assertThat(PlainTexts.roundedWhole(utf8(text)))
          .as(text)
          .isEqualTo(Conversions.roundedWhole(text));
      // Double's equals, unlike ==, tells -0.0 from 0.0.
      assertThat(PlainTexts.number(utf8(text))).as(text).isEqualTo(Conversions.number(text));
    }
  }

  @Test
  void moneyIsThatOfThePatterns() {
    for (int i = 0; i < TEXTS; i++) {
      String text = i % 2 == 0 ? moneyLike() : of("$$+-.,, 0123456789\u202f", 1 + i % 16);
      Decimal money = PlainTexts.money(utf8(text));
      assertThat(money == null ? null : money.toJavaBigDecimal())
          .as(text)
          .isEqualTo(Conversions.money(text));
    }
  }

  @Test
  void datesAreThoseOfThePatterns() {
    for (int i = 0; i < TEXTS; i++) {
      String text = i % 2 == 0 ? dateLike() : of("//--0123456789 :TZ", 1 + i % 12);
      assertThat(PlainTexts.date(utf8(text))).as(text).isEqualTo(Conversions.date(text));
    }
  }

  @Test
  void booleansAreThoseOfThePatterns() {
    for (String text :
        List.of("TRUE", "true", "True", "FALSE", "false", "fAlse", "", "t", "TRUE ")) {
      assertThat(PlainTexts.bool(utf8(text))).as(text).isEqualTo(Conversions.bool(text));
    }
  }

  /** The generated texts are worth something only where many of them have a value. */
  @Test
  void manyOfTheGeneratedTextsHaveAValue() {
    assertThat(withValue(Conversions::number, this::numberLike)).isGreaterThan(100);
    assertThat(withValue(Conversions::money, this::moneyLike)).isGreaterThan(100);
    assertThat(withValue(Conversions::date, this::dateLike)).isGreaterThan(100);
  }

  @Test
  void blanksAtTheEndsGoAndNothingElse() {
    for (int i = 0; i < TEXTS; i++) {
      String text = of(" \t\u0000\u001f\u007f\u00a0aé😀", i % 8);
      int start = 0;
      int end = text.length();
      while (start < end && text.charAt(start) <= ' ') {
        start++;
      }
      while (end > start && text.charAt(end - 1) <= ' ') {
        end--;
      }
      UTF8String trimmed = PlainTexts.trimmed(utf8(text));
      assertThat(trimmed == null ? "" : trimmed.toString())
          .as(text)
          .isEqualTo(text.substring(start, end));
      assertThat(trimmed).isNotEqualTo(UTF8String.EMPTY_UTF8);
    }
  }

  private static long withValue(
      Function<String, @Nullable Object> conversion, Supplier<String> texts) {
    return Stream.generate(texts).limit(1_000).map(conversion).filter(Objects::nonNull).count();
  }

  private String numberLike() {
    return of("+-", random.nextInt(2))
        + of("0123456789", random.nextInt(20))
        + of("....,e", random.nextInt(2))
        + of("0123456789", random.nextInt(20))
        + of("eE", random.nextInt(8) / 7)
        + of("0123", random.nextInt(8) / 7);
  }

  private String moneyLike() {
    String groups =
        Stream.generate(() -> "," + of("0123456789", random.nextInt(20) == 0 ? 2 : 3))
            .limit(random.nextInt(4))
            .collect(Collectors.joining());
    return of("$$$$ -", random.nextInt(3))
        + of("0123456789", random.nextInt(5))
        + groups
        + of("....,", random.nextInt(2))
        + of("0123456789", random.nextInt(4))
        + of(" $", random.nextInt(8) / 7);
  }

  private String dateLike() {
    boolean iso = random.nextBoolean();
    String day = of("0123", 1) + of("0123456789", random.nextInt(3));
    String month = of("01", 1) + of("012", random.nextInt(2));
    String year = of("12", random.nextInt(2)) + of("09", 1) + of("0123456789", 2);
    String time = random.nextInt(4) == 0 ? " 1" + of("0123456789", 1) + ":00" : "";
    return (iso ? year + "-" + month + "-" + day : month + "/" + day + "/" + year) + time;
  }

  /** So many of the characters. */
  private String of(String characters, int count) {
    int[] all = characters.codePoints().toArray();
    return random
        .ints(count, 0, all.length)
        .mapToObj(i -> Character.toString(all[i]))
        .collect(Collectors.joining());
  }

  private static UTF8String utf8(String text) {
    return UTF8String.fromString(text);
  }
}
