package spanglue.glue.clean;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text to values, by one pattern a type; null where the text is not of the type. Text is trimmed
 * before. A number longer than {@value #LONGEST_NUMBER} characters is none.
 */
final class Conversions {
  static final int LONGEST_NUMBER = 400;

  private static final Pattern NUMBER =
      Pattern.compile("([+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+))(?:[eE]([+-]?[0-9]+))?");
  private static final Pattern CURRENCY_MARKS = Pattern.compile("[$ \\u00A0\\u202F]");
  private static final Pattern PARTED_THOUSANDS =
      Pattern.compile("[+-]?[0-9]{1,3}(?:,[0-9]{3})++(?:[.eE][^,]*)?");
  private static final String TIME_OF_DAY =
      "(?:(?:,? +|T)(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\\.[0-9]{1,9})?)?"
          + "(?: ?[AaPp][Mm])?(?: ?(?:Z|UTC|[+-][0-9]{2}(?::?[0-9]{2})?))?)?";
  private static final Pattern US_DATE =
      Pattern.compile("([0-9]{1,2})/([0-9]{1,2})/([0-9]{4}|[0-9]{2})" + TIME_OF_DAY);
  private static final Pattern ISO_DATE =
      Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})" + TIME_OF_DAY);
  private static final Pattern TRUE = Pattern.compile("true", Pattern.CASE_INSENSITIVE);
  private static final Pattern FALSE = Pattern.compile("false", Pattern.CASE_INSENSITIVE);

  private static final BigDecimal MONEY_BOUND = new BigDecimal("10000000000");
  private static final BigDecimal LONG_MIN = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal LONG_MAX = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final int MOST_DIGITS = 20;
  private static final BigInteger FAR_EXPONENT = BigInteger.valueOf(1_000_000_000);

  private Conversions() {}

  /**
   * {@code "$1,125.50 "} to 1125.50: half up to cents, at most decimal(12,2). {@code 1.125,50} and
   * {@code 12,50} are none, as a comma parts thousands and nothing else.
   */
  static @Nullable BigDecimal money(@Nullable String text) {
    BigDecimal value = text == null ? null : decimal(plain(text));
    if (value == null) {
      return null;
    }
    BigDecimal cents = rounded(value, 2);
    return cents.abs().compareTo(MONEY_BOUND) < 0 ? cents : null;
  }

  /** A whole number of 64 bits; {@code 7.0} and {@code 1e3} are whole. */
  static @Nullable Long whole(@Nullable String text) {
    BigDecimal value = text == null ? null : decimal(text);
    if (value == null || value.stripTrailingZeros().scale() > 0) {
      return null;
    }
    return fitting(value);
  }

  /** A number rounded half up to a whole one of 64 bits. */
  static @Nullable Long roundedWhole(@Nullable String text) {
    BigDecimal value = text == null ? null : decimal(text);
    return value == null ? null : fitting(rounded(value, 0));
  }

  /** A finite double. */
  static @Nullable Double number(@Nullable String text) {
    if (text == null || asNumber(text) == null) {
      return null;
    }
    double value = Double.parseDouble(text);
    return Double.isFinite(value) ? value : null;
  }

  /** {@code TRUE} or {@code FALSE} in any case. */
  static @Nullable Boolean bool(@Nullable String text) {
    if (text == null) {
      return null;
    }
    if (TRUE.matcher(text).matches()) {
      return true;
    }
    return FALSE.matcher(text).matches() ? Boolean.FALSE : null;
  }

  /**
   * {@code M/d/yyyy}, {@code M/d/yy} (2000s) or ISO, to days since 1970-01-01. A time of day behind
   * the date is dropped, and with it its time zone: the day is the one that is written.
   */
  static @Nullable Integer date(@Nullable String text) {
    if (text == null) {
      return null;
    }
    Matcher us = US_DATE.matcher(text);
    if (us.matches()) {
      int year = Integer.parseInt(us.group(3));
      return epochDay(
          us.group(3).length() == 2 ? 2000 + year : year,
          Integer.parseInt(us.group(1)),
          Integer.parseInt(us.group(2)));
    }
    Matcher iso = ISO_DATE.matcher(text);
    return iso.matches()
        ? epochDay(
            Integer.parseInt(iso.group(1)),
            Integer.parseInt(iso.group(2)),
            Integer.parseInt(iso.group(3)))
        : null;
  }

  /** Money as a number is written; any other comma stays, so that the text is no number. */
  private static String plain(String money) {
    String text = CURRENCY_MARKS.matcher(money).replaceAll("");
    return PARTED_THOUSANDS.matcher(text).matches() ? text.replace(",", "") : text;
  }

  /** Days since 1970-01-01; null where the calendar has no such date. */
  static @Nullable Integer epochDay(int year, int month, int day) {
    try {
      return Math.toIntExact(LocalDate.of(year, month, day).toEpochDay());
    } catch (DateTimeException notInTheCalendar) {
      return null;
    }
  }

  /** The number's parts, factor and exponent; null where the text is none. */
  private static @Nullable Matcher asNumber(String text) {
    Matcher number = NUMBER.matcher(text);
    return text.length() <= LONGEST_NUMBER && number.matches() ? number : null;
  }

  /** The exact value; null also where its magnitude is beyond every type of ours. */
  private static @Nullable BigDecimal decimal(String text) {
    Matcher number = asNumber(text);
    if (number == null) {
      return null;
    }
    BigDecimal factor = new BigDecimal(number.group(1));
    if (factor.signum() == 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal value = factor.scaleByPowerOfTen(exponent(number.group(2)));
    return magnitude(value) > MOST_DIGITS ? null : value;
  }

  /** One that BigDecimal can't hold is as good as a thousand million. */
  private static int exponent(@Nullable String text) {
    return text == null
        ? 0
        : new BigInteger(text).max(FAR_EXPONENT.negate()).min(FAR_EXPONENT).intValue();
  }

  /** Where the first digit stands: 3 for 123.4, 0 for 0.12, -2 for 0.001. */
  private static long magnitude(BigDecimal value) {
    return (long) value.precision() - value.scale();
  }

  /** Half up; spares setScale the ten-to-the-billionth that a far negative exponent asks for. */
  private static BigDecimal rounded(BigDecimal value, int scale) {
    return magnitude(value) < -scale
        ? BigDecimal.ZERO.setScale(scale)
        : value.setScale(scale, RoundingMode.HALF_UP);
  }

  private static @Nullable Long fitting(BigDecimal value) {
    return value.compareTo(LONG_MIN) >= 0 && value.compareTo(LONG_MAX) <= 0
        ? Long.valueOf(value.longValue())
        : null;
  }
}
