package spanglue.spark.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What of Spark's messages leaves the job. They are real ones. */
class RowValuesTest {
  @Test
  void aFailedTaskInsideAnotherMessageIsCleanedToo() {
    assertThat(
            RowValues.blanked(
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
  void aMalformedRecordIsTakenOut() {
    assertThat(
            RowValues.blanked(
                "[MALFORMED_RECORD_IN_PARSING.WITHOUT_SUGGESTION] Malformed records are detected in"
                    + " record parsing: [Jane,\n\"4711\"]. Parse Mode: FAILFAST. SQLSTATE: 22023"))
        .isEqualTo("[MALFORMED_RECORD_IN_PARSING.WITHOUT_SUGGESTION] *** SQLSTATE: 22023");
  }

  @Test
  void aValueThatCannotBeCastIsTakenOutAndTheTypesStay() {
    assertThat(
            RowValues.blanked(
                "[CAST_INVALID_INPUT] The value 'Jane's secret of the type' of the type \"STRING\""
                    + " cannot be cast to \"INT\" because it is malformed. Use `try_cast`."
                    + " SQLSTATE: 22018\n== DataFrame ==\n\"cast\" was called from\nJob.java:12"))
        .isEqualTo(
            "[CAST_INVALID_INPUT] The value *** of the type \"STRING\" cannot be cast to \"INT\""
                + " because it is malformed. Use `try_cast`. SQLSTATE: 22018\n== DataFrame ==\n"
                + "\"cast\" was called from\nJob.java:12");
  }

  @Test
  void aValueThatIsCutInItsMiddleIsTakenOutAllTheSame() {
    assertThat(RowValues.blanked("[CAST_INVALID_INPUT] The value '" + "secret".repeat(100_000)))
        .isEqualTo("[CAST_INVALID_INPUT] ***");
  }
}
