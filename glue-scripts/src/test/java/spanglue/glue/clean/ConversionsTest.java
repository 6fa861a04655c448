package spanglue.glue.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConversionsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ".",
        "+",
        "-.",
        "e5",
        "1e",
        "1e+",
        "1e1.5",
        "--5",
        "5-",
        "5d",
        "5f",
        "5L",
        "0x10",
        "0x1p3",
        "NaN",
        "Infinity",
        "-Infinity",
        "inf",
        "1_000",
        "1.2.3",
        "1.060,00",
        "12,00",
        "٧",
        "²",
        "½",
        "seven"
      })
  void whatAnotherLanguageTakesForANumberConvertsToNothing(String text) {
    assertThat(Conversions.money(text)).isNull();
    assertThat(Conversions.whole(text)).isNull();
    assertThat(Conversions.roundedWhole(text)).isNull();
    assertThat(Conversions.number(text)).isNull();
  }

  @Test
  void noTextConvertsToNothing() {
    assertThat(Conversions.money(null)).isNull();
    assertThat(Conversions.whole(null)).isNull();
    assertThat(Conversions.roundedWhole(null)).isNull();
    assertThat(Conversions.number(null)).isNull();
    assertThat(Conversions.bool(null)).isNull();
    assertThat(Conversions.date(null)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$966             | 966.00",
        "'$1,125.50 '     | 1125.50",
        "$ 1 125.5        | 1125.50",
        "-$7              | -7.00",
        "7.               | 7.00",
        "1e3              | 1000.00",
        "0.004            | 0.00",
        "0.005            | 0.01",
        "0.0049999999     | 0.00",
        "1.005            | 1.01",
        "-0.004           | 0.00",
        "-1.005           | -1.01",
        "1e-999999999     | 0.00",
        "-1e-999999999999 | 0.00",
        "0e999999999999   | 0.00",
        "9999999999.99    | 9999999999.99",
        "9999999999.994   | 9999999999.99",
        "-9999999999.994  | -9999999999.99"
      })
  void moneyIsRoundedHalfUpToCents(String text, BigDecimal amount) {
    assertThat(Conversions.money(text)).isEqualTo(amount);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,060               | 1060.00",
        "12,345              | 12345.00",
        "-1,000              | -1000.00",
        "+100,000            | 100000.00",
        "1,234,567.80        | 1234567.80",
        "1,234,567.805       | 1234567.81",
        "000,001             | 1.00",
        "1,060.              | 1060.00",
        "1,060e1             | 10600.00",
        "1,060.5E-1          | 106.05",
        "'$1,060.00 '        | 1060.00",
        "'$ -1,060'          | -1060.00",
        "9,999,999,999.99    | 9999999999.99",
        "'\u00A01\u202F060.50\u00A0$' | 1060.50",
        "'1,\u202F060'       | 1060.00"
      })
  void commasInMoneyPartThousands(String text, BigDecimal amount) {
    assertThat(Conversions.money(text)).isEqualTo(amount);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.060,00",
        "12,00",
        "1,06",
        ",100",
        "1,",
        "1,,000",
        "1000,000",
        "1,0000",
        "1,000,00",
        "1,000,",
        "1.000,000",
        "1,000.5,000",
        "1,000e1,000",
        "1,-000",
        "1,000 x",
        "1,000\n5",
        "-,100"
      })
  void anyOtherCommaMakesMoneyNoNumber(String text) {
    assertThat(Conversions.money(text)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$",
        ",",
        "€5",
        "5\t0",
        "9999999999.995",
        "-9999999999.995",
        "1e10",
        "10000000000",
        "1e999999999",
        "1e99999999999999999999"
      })
  void whatIsNoMoneyOfTwelveDigitsConvertsToNothing(String text) {
    assertThat(Conversions.money(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "7, 7",
    "+7, 7",
    "007, 7",
    "7., 7",
    "7.0, 7",
    "7.00000000000000000000000000, 7",
    "1e3, 1000",
    ".3E+1, 3",
    "1200e-2, 12",
    "-0, 0",
    "0e999999999, 0",
    "0.0e99999999999999999999, 0",
    "9223372036854775807, 9223372036854775807",
    "9.223372036854775807e18, 9223372036854775807",
    "-9223372036854775808, -9223372036854775808"
  })
  void wholeNumbersAreExactHoweverTheyAreWritten(String text, long number) {
    assertThat(Conversions.whole(text)).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7.5",
        "1e-1",
        "1 000",
        "1,000",
        "9223372036854775808",
        "-9223372036854775809",
        "1e19",
        "1e999999999",
        "1e-999999999",
        "1e99999999999999999999",
        "1e-99999999999999999999"
      })
  void whatIsNoWholeNumberOf64BitsConvertsToNothing(String text) {
    assertThat(Conversions.whole(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "2.4999999999999999999999, 2",
    "2.5, 3",
    "-2.5, -3",
    "-2.4, -2",
    "-0.4, 0",
    "0.05e1, 1",
    "0.05, 0",
    "1e-999999999, 0",
    "1e-99999999999999999999, 0",
    "0e99999999999999999999, 0",
    "9223372036854775807.4, 9223372036854775807",
    "-9223372036854775808.4, -9223372036854775808"
  })
  void reviewsAreRoundedHalfUpAndTiesGoAwayFromZero(String text, long number) {
    assertThat(Conversions.roundedWhole(text)).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9223372036854775807.5",
        "-9223372036854775808.5",
        "1e999999999",
        "1e99999999999999999999"
      })
  void whatRoundsToMoreThan64BitsConvertsToNothing(String text) {
    assertThat(Conversions.roundedWhole(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "40.5, 40.5",
    "+.5, 0.5",
    "5., 5.0",
    "-1e-2, -0.01",
    "1e3, 1000.0",
    "1e-999999999, 0.0",
    "1.7976931348623157e308, 1.7976931348623157e308"
  })
  void doublesAreTheNearest(String text, double number) {
    assertThat(Conversions.number(text)).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e309", "-1e309", "1e999999999", "1,5", "1 5"})
  void whatIsNoFiniteDoubleConvertsToNothing(String text) {
    assertThat(Conversions.number(text)).isNull();
  }

  @Test
  void aNumberHasAtMost400Characters() {
    String longest = "0".repeat(398) + ".7";
    String tooLong = "0" + longest;

    assertThat(Conversions.money(longest)).isEqualTo("0.70");
    assertThat(Conversions.money(tooLong)).isNull();
    assertThat(Conversions.whole("0".repeat(399) + "7")).isEqualTo(7);
    assertThat(Conversions.whole("0".repeat(400) + "7")).isNull();
    assertThat(Conversions.roundedWhole(longest)).isEqualTo(1);
    assertThat(Conversions.roundedWhole(tooLong)).isNull();
    assertThat(Conversions.number(longest)).isEqualTo(0.7);
    assertThat(Conversions.number(tooLong)).isNull();
  }

  @Test
  void aHostileNumberCostsNoTime() {
    String tens = "1e-" + "9".repeat(390);
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          for (String text : List.of(tens, "1e-2147483647", "1e2147483647", "9".repeat(400))) {
            Conversions.money(text);
            Conversions.whole(text);
            Conversions.roundedWhole(text);
            Conversions.number(text);
          }
          Conversions.number("1".repeat(10_000_000) + "x");
          Conversions.money("1" + ",000".repeat(2_500_000) + "x");
        });
  }

  @ParameterizedTest
  @CsvSource({"TRUE, true", "true, true", "tRuE, true", "FALSE, false", "False, false"})
  void booleansAreOfAnyCase(String text, boolean value) {
    assertThat(Conversions.bool(text)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"falſe", "yes", "T", "1", "true.", "", "truetrue"})
  void whatIsNeitherTrueNorFalseConvertsToNothing(String text) {
    assertThat(Conversions.bool(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "6/9/2022, 2022-06-09",
    "06/09/2022, 2022-06-09",
    "6/9/22, 2022-06-09",
    "12/31/99, 2099-12-31",
    "1/1/00, 2000-01-01",
    "2/29/2020, 2020-02-29",
    "2/29/20, 2020-02-29",
    "2022-06-09, 2022-06-09",
    "1969-12-31, 1969-12-31",
    "6/9/2022 0:00, 2022-06-09",
    "6/9/2022 23:59:59, 2022-06-09",
    "6/9/22 12:00:00 AM, 2022-06-09",
    "'6/9/2022, 9:05 pm', 2022-06-09",
    "2022-06-09T00:00:00.000Z, 2022-06-09",
    "2022-06-09T23:30:00-05:00, 2022-06-09",
    "2022-06-09 00:00:00+00, 2022-06-09",
    "2022-06-09 00:00:00.123456 UTC, 2022-06-09"
  })
  void datesAreMonthDayYearOrIso(String text, LocalDate date) {
    assertThat(date(text)).isEqualTo(date);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2/29/2021",
        "2021-02-29",
        "13/1/2021",
        "0/1/2021",
        "1/0/2021",
        "1/32/2021",
        "1/2/202",
        "1/2/20210",
        "001/2/2021",
        "1/ 2/2021",
        "1-2-2021",
        "2021-1-2",
        "2021/01/02",
        "2021-01-02T",
        "2021-01-02 24:00",
        "2021-01-02T00:60",
        "2021-01-02T00:00 Berlin",
        "2021-01-02T00:00:00+1",
        "1/2/2021 noon",
        "1/2/2021  ",
        "1/2/202100:00",
        "1561075200000",
        "-2021-01-02",
        "١/٢/٢٠٢١",
        ""
      })
  void whatIsNotInTheCalendarConvertsToNothing(String text) {
    assertThat(Conversions.date(text)).isNull();
  }

  private static @Nullable LocalDate date(String text) {
    Integer day = Conversions.date(text);
    return day == null ? null : LocalDate.ofEpochDay(day);
  }
}
