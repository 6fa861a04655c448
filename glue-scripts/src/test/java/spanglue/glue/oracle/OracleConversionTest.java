package spanglue.glue.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The conversions of the oracle's SQL, each with the answer worked out by hand. */
class OracleConversionTest {
  private static OracleResult oracle;

  @BeforeAll
  static void open(@TempDir Path dir) throws Exception {
    oracle = new TinyInput(dir).with().run();
  }

  @AfterAll
  static void close() throws Exception {
    oracle.close();
  }

  @ParameterizedTest
  @CsvSource({
    "7, 7",
    "+7, 7",
    "-7, -7",
    "007, 7",
    "7., 7",
    "7.0, 7",
    "0.0, 0",
    "10e-1, 1",
    "1e1, 10",
    ".3E+1, 3",
    "0.0000e99999999999999999999, 0",
    "1200e-2, 12",
    "9223372036854775807, 9223372036854775807",
    "-9223372036854775808, -9223372036854775808",
    "9.223372036854775807e18, 9223372036854775807"
  })
  void wholeNumbersAreExactHoweverTheyAreSpelled(String text, long number) throws Exception {
    assertThat(convert("whole_number", text)).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7.5",
        "1e-1",
        "9223372036854775808",
        "-9223372036854775809",
        "1e19",
        "1e999999999999",
        "1e-999999999999",
        "5d",
        "5L",
        "0x10",
        "NaN",
        "Infinity",
        "",
        ".",
        "e5",
        "1e",
        "--5",
        "1 000",
        "1,000",
        "٧"
      })
  void whatIsNoWholeNumberOf64BitsDoesNotConvert(String text) throws Exception {
    assertThat(convert("whole_number", text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "2.4999999999999999999999, 2",
    "2.5, 3",
    "0.49, 0",
    "0.5, 1",
    "0.05e1, 1",
    "-0.4, 0",
    "-0.5, -1",
    "-2.5, -3",
    "1e-999999999999, 0",
    "9223372036854775807.4, 9223372036854775807"
  })
  void numbersOfReviewsAreRoundedHalfUpAndTiesGoAwayFromZero(String text, long number)
      throws Exception {
    assertThat(convert("rounded_whole_number", text)).isEqualTo(number);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$1,125 | 1125.00",
        "1,234,567.80 | 1234567.80",
        "-1,000 | -1000.00",
        "000,001 | 1.00",
        "1,060.5E-1 | 106.05",
        "\u00A01,\u202F060 | 1060.00",
        "$ 1 125.5 | 1125.50",
        "966 | 966.00",
        "1.005 | 1.01",
        "1.0049999 | 1.00",
        "-$1.005 | -1.01",
        "1e2 | 100.00",
        "0.004 | 0.00",
        "9999999999.994 | 9999999999.99"
      })
  void moneyLosesItsSignsAndIsRoundedHalfUpToCents(String text, BigDecimal amount)
      throws Exception {
    assertThat(convert("money", text)).isEqualTo(amount);
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
        "1.000,000",
        "1,000.5,000",
        "1,000e1,000",
        "1,000\n5",
        "-,100"
      })
  void moneyWithACommaThatPartsNoThousandsDoesNotConvert(String text) throws Exception {
    assertThat(convert("money", text)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"$", "9999999999.995", "1e10", "-10000000000", "€5", "5\t0", "5d", "NaN"})
  void whatIsNoMoneyOfTenPlacesDoesNotConvert(String text) throws Exception {
    assertThat(convert("money", text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"40.5, 40.5", "+.5, 0.5", "5., 5", "-1e-2, -0.01", "1e-400, 0", "0.1, 0.1"})
  void doublesAreTheNearest(String text, double number) throws Exception {
    assertThat(convert("finite_double", text)).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"NaN", "Infinity", "inf", "1e400", "5d", "5f", "0x1p3", "1_0", "1,5", "²"})
  void whatIsNoFiniteNumberDoesNotConvert(String text) throws Exception {
    assertThat(convert("finite_double", text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "6/9/2022, 2022-06-09",
    "06/09/2022, 2022-06-09",
    "12/31/99, 2099-12-31",
    "6/9/22, 2022-06-09",
    "2022-06-09, 2022-06-09",
    "2/29/2020, 2020-02-29",
    "6/9/2022 23:59:59, 2022-06-09",
    "2022-06-09T23:30:00.5-05:00, 2022-06-09"
  })
  void datesAreMonthDayYearOrIso(String text, LocalDate date) throws Exception {
    assertThat(convert("calendar_date", text)).isEqualTo(date);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2/29/2021",
        "2021-02-30",
        "13/1/2021",
        "0/1/2021",
        "1/0/2021",
        "1/2/202",
        "1/2/20210",
        "2021-1-2",
        "2021/01/02",
        "1-2-2021",
        "2021-01-02T24:00",
        "001/2/2021",
        "1/ 2/2021"
      })
  void whatIsNoDateOfTheCalendarDoesNotConvert(String text) throws Exception {
    assertThat(convert("calendar_date", text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"TRUE, true", "true, true", "fAlSe, false"})
  void booleansAreOfAnyCase(String text, boolean value) throws Exception {
    assertThat(convert("truth", text)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "1", "T", "falſe", "true."})
  void whatIsNeitherTrueNorFalseDoesNotConvert(String text) throws Exception {
    assertThat(convert("truth", text)).isNull();
  }

  private static @Nullable Object convert(String macro, String text) throws Exception {
    return oracle.query("SELECT %s('%s')".formatted(macro, text)).get(0).get(0);
  }
}
