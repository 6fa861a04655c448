package spanglue.glue.clean;

import java.math.BigDecimal;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * The values of texts as almost all of them are written, read from their bytes. {@link Conversions}
 * has the rule, and converts every other text; what is converted here is converted to the same.
 */
final class PlainTexts {
  /** So many digits fit into 64 bits, and so many are exact in a double. */
  private static final int LONG_DIGITS = 18;

  private static final int DOUBLE_DIGITS = 15;
  private static final int MONEY_DIGITS = 10;
  private static final int CENT_DIGITS = 2;
  private static final int GROUP_DIGITS = 3;
  private static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private static final UTF8String TRUE = UTF8String.fromString("TRUE");
  private static final UTF8String FALSE = UTF8String.fromString("FALSE");
  private static final UTF8String LOWER_TRUE = UTF8String.fromString("true");
  private static final UTF8String LOWER_FALSE = UTF8String.fromString("false");

  private PlainTexts() {}

  /** Without blanks at the ends, null where nothing is left. */
  static @Nullable UTF8String trimmed(UTF8String text) {
    int length = text.numBytes();
    int end = length;
    while (end > 0 && isBlank(text.getByte(end - 1))) {
      end--;
    }
    int start = 0;
    while (start < end && isBlank(text.getByte(start))) {
      start++;
    }
    if (start == end) {
      return null;
    }
    return end - start == length
        ? text
        : UTF8String.fromAddress(text.getBaseObject(), text.getBaseOffset() + start, end - start);
  }

  /** Bytes of longer characters are negative. */
  private static boolean isBlank(byte character) {
    return character >= 0 && character <= ' ';
  }

  /** {@link Conversions#whole}: plain are a sign and digits. */
  static @Nullable Long whole(UTF8String text) {
    int length = text.numBytes();
    int start = afterSign(text, length);
    return isDigits(text, start, length, LONG_DIGITS)
        ? Long.valueOf(signed(text, digits(text, start, length)))
        : Conversions.whole(text.toString());
  }

  /** {@link Conversions#roundedWhole}: plain are a sign and digits. */
  static @Nullable Long roundedWhole(UTF8String text) {
    int length = text.numBytes();
    int start = afterSign(text, length);
    return isDigits(text, start, length, LONG_DIGITS)
        ? Long.valueOf(signed(text, digits(text, start, length)))
        : Conversions.roundedWhole(text.toString());
  }

  /**
   * {@link Conversions#number}: plain are a sign and few digits, parted by a point. Digits and
   * power of ten are exact doubles then, and so their quotient is the nearest.
   */
  static @Nullable Double number(UTF8String text) {
    int length = text.numBytes();
    int start = afterSign(text, length);
    int point = endOfDigits(text, start, length);
    int fraction = Math.min(length, point + 1);
    boolean plain =
        point > start
            && (point == length || text.getByte(point) == '.')
            && endOfDigits(text, fraction, length) == length
            && length - start <= DOUBLE_DIGITS;
    if (!plain) {
      return Conversions.number(text.toString());
    }
    int fractionDigits = length - fraction;
    double value =
        (digits(text, start, point) * (long) POWERS_OF_TEN[fractionDigits]
                + digits(text, fraction, length))
            / POWERS_OF_TEN[fractionDigits];
    return isNegative(text, length) ? -value : value;
  }

  /**
   * {@link Conversions#money}: plain is a dollar sign, or none, before digits with commas between
   * thousands and no more than cents.
   */
  static @Nullable Decimal money(UTF8String text) {
    int length = text.numBytes();
    int start = length > 0 && text.getByte(0) == '$' ? 1 : 0;
    long amount = 0;
    int digits = 0;
    int group = 0;
    boolean parted = false;
    int at = start;
    for (; at < length && text.getByte(at) != '.'; at++) {
      byte character = text.getByte(at);
      if (isDigit(character)) {
        amount = (amount * 10) + (character - '0');
        digits++;
        group++;
      } else if (character == ',' && isGroup(group, parted)) {
        parted = true;
        group = 0;
      } else {
        return anyMoney(text);
      }
    }
    int cents = Math.max(0, length - at - 1);
    if (digits == 0
        || digits > MONEY_DIGITS
        || (parted && group != GROUP_DIGITS)
        || cents > CENT_DIGITS
        || endOfDigits(text, at + 1, length) < length) {
      return anyMoney(text);
    }
    long fraction = digits(text, length - cents, length) * (cents == 1 ? 10 : 1);
    return Decimal.apply(amount * 100 + fraction, 12, 2);
  }

  /** {@link Conversions#bool}: the plain texts are those of one case. */
  static @Nullable Boolean bool(UTF8String text) {
    if (text.equals(TRUE) || text.equals(LOWER_TRUE)) {
      return true;
    }
    if (text.equals(FALSE) || text.equals(LOWER_FALSE)) {
      return false;
    }
    return Conversions.bool(text.toString());
  }

  /** {@link Conversions#date}: plain is a date without a time of day. */
  static @Nullable Integer date(UTF8String text) {
    int length = text.numBytes();
    int first = endOfDigits(text, 0, length);
    if (first == length || first == 0 || first > 4) {
      return Conversions.date(text.toString());
    }
    byte separator = text.getByte(first);
    int second = endOfDigits(text, first + 1, length);
    int third = second < length ? second + 1 : length;
    boolean threeNumbers =
        second < length
            && text.getByte(second) == separator
            && third < length
            && endOfDigits(text, third, length) == length;
    if (threeNumbers) {
      int middle = second - first - 1;
      int last = length - third;
      int a = (int) digits(text, 0, first);
      int b = (int) digits(text, first + 1, second);
      if (separator == '/' && first <= 2 && isDayDigits(middle) && (last == 4 || last == 2)) {
        int year = (int) digits(text, third, length);
        return Conversions.epochDay(last == 2 ? 2000 + year : year, a, b);
      }
      if (separator == '-' && first == 4 && middle == 2 && last == 2) {
        return Conversions.epochDay(a, b, (int) digits(text, third, length));
      }
    }
    return Conversions.date(text.toString());
  }

  private static boolean isDayDigits(int digits) {
    return digits == 1 || digits == 2;
  }

  private static boolean isGroup(int digits, boolean parted) {
    return parted ? digits == GROUP_DIGITS : digits >= 1 && digits <= GROUP_DIGITS;
  }

  private static @Nullable Decimal anyMoney(UTF8String text) {
    BigDecimal money = Conversions.money(text.toString());
    return money == null ? null : Decimal.apply(money, 12, 2);
  }

  private static boolean isDigits(UTF8String text, int from, int to, int most) {
    return from < to && to - from <= most && endOfDigits(text, from, to) == to;
  }

  /** Where the digits that begin at an index end. */
  private static int endOfDigits(UTF8String text, int from, int to) {
    int at = from;
    while (at < to && isDigit(text.getByte(at))) {
      at++;
    }
    return at;
  }

  private static long digits(UTF8String text, int from, int to) {
    long value = 0;
    for (int i = from; i < to; i++) {
      value = value * 10 + (text.getByte(i) - '0');
    }
    return value;
  }

  private static boolean isDigit(byte character) {
    return character >= '0' && character <= '9';
  }

  private static int afterSign(UTF8String text, int length) {
    return length > 0 && (text.getByte(0) == '-' || text.getByte(0) == '+') ? 1 : 0;
  }

  private static boolean isNegative(UTF8String text, int length) {
    return length > 0 && text.getByte(0) == '-';
  }

  private static long signed(UTF8String text, long value) {
    return text.getByte(0) == '-' ? -value : value;
  }
}
