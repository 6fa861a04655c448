package spanglue.tracing.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.junit.jupiter.api.Test;

/** What of other people's texts reaches a span or the log. Spark's messages are real ones. */
class SafeTextTest {
  @Test
  void aValueThatCannotBeCastIsTakenOutAndTheTypesStay() {
    assertThat(
            safe(
                "[CAST_INVALID_INPUT] The value 'Jane's secret of the type' of the type \"STRING\""
                    + " cannot be cast to \"INT\" because it is malformed. Use `try_cast`."
                    + " SQLSTATE: 22018\n== DataFrame ==\n\"cast\" was called from\nJob.java:12"))
        .isEqualTo(
            "[CAST_INVALID_INPUT] The value *** of the type \"STRING\" cannot be cast to \"INT\""
                + " because it is malformed. Use `try_cast`. SQLSTATE: 22018\n== DataFrame ==\n"
                + "\"cast\" was called from\nJob.java:12");
  }

  @Test
  void aMalformedRecordIsTakenOut() {
    assertThat(
            safe(
                "[MALFORMED_RECORD_IN_PARSING.WITHOUT_SUGGESTION] Malformed records are detected in"
                    + " record parsing: [Jane,\n\"4711\"]. Parse Mode: FAILFAST. SQLSTATE: 22023"))
        .isEqualTo("[MALFORMED_RECORD_IN_PARSING.WITHOUT_SUGGESTION] *** SQLSTATE: 22023");
  }

  @Test
  void aFailedTaskInsideAnotherMessageIsCleanedToo() {
    assertThat(
            safe(
                "Job aborted due to stage failure: Task 0 in stage 1.0 failed 1 times:"
                    + " org.apache.spark.SparkArithmeticException: [NUMERIC_VALUE_OUT_OF_RANGE]"
                    + " 4711.12 cannot be represented as Decimal(4, 2).\n\tat Cast.scala:1"
                    + "\nCaused by: [CAST_OVERFLOW] The value 4711L of the type \"BIGINT\" cannot be"
                    + " cast to \"TINYINT\" due to an overflow."))
        .isEqualTo(
            "Job aborted due to stage failure: Task 0 in stage 1.0 failed 1 times:"
                + " org.apache.spark.SparkArithmeticException: [NUMERIC_VALUE_OUT_OF_RANGE] ***"
                + "\n\tat Cast.scala:1\nCaused by: [CAST_OVERFLOW] The value *** of the type"
                + " \"BIGINT\" cannot be cast to \"TINYINT\" due to an overflow.");
  }

  @Test
  void aValueThatIsCutInItsMiddleIsTakenOutAllTheSame() {
    assertThat(safe("[CAST_INVALID_INPUT] The value '" + "secret".repeat(100_000)))
        .isEqualTo("[CAST_INVALID_INPUT] ***");
  }

  @Test
  void whatJavaSaysOfATextItCannotReadIsCleaned() {
    String number = "Jane \"J\"";
    assertThat(safe(messageOf(() -> Integer.parseInt(number))))
        .isEqualTo("For input string: \"***\"");
    String day = "Jane's day";
    assertThat(safe(messageOf(() -> LocalDate.parse(day))))
        .isEqualTo("Text '***' could not be parsed at index 0");
    assertThat(
            safe(
                "Unrecognized token 'Jane': was expecting\n at [Source: (String)\"{\"a\":Jane;\""
                    + "; line: 1, column: 9]"))
        .isEqualTo(
            "Unrecognized token '***': was expecting\n at [Source: (String)\"***\""
                + "; line: 1, column: 9]");
  }

  @Test
  void otherMessagesStay() {
    for (String message :
        new String[] {
          "[UNRESOLVED_COLUMN.WITH_SUGGESTION] A column `prize` cannot be resolved. Did you mean"
              + " one of the following? [`price`]. SQLSTATE: 42703",
          "[PATH_NOT_FOUND] Path does not exist: s3a://bucket/input/a.csv. SQLSTATE: 42K03",
          "column 'price' is missing from s3://bucket/a.csv; present: 'id', 'name'",
          "can't do 'this' or 'that'"
        }) {
      assertThat(safe(message)).isEqualTo(message);
    }
  }

  @Test
  void passwordsAreTakenOut() {
    assertThat(safe("GET http://user:secret@proxy:80/x?Signature=beef&a=b failed"))
        .isEqualTo("GET http://***@proxy:80/x?Signature=***&a=b failed");
  }

  @Test
  void aLogLineIsOneLine() {
    assertThat(SafeText.line("at collector:\r\n  connection\n\n refused"))
        .isEqualTo("at collector: connection refused");
    assertThat(SafeText.line("x".repeat(10_000))).hasSize(500).endsWith("...");
  }

  private static String safe(String text) {
    return SafeText.of(text, 1_000);
  }

  private static String messageOf(Runnable parsing) {
    try {
      parsing.run();
      throw new AssertionError("could be parsed");
    } catch (NumberFormatException | DateTimeParseException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
