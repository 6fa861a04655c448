package spanglue.tracing.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.junit.jupiter.api.Test;

/** What of other people's texts reaches a span or the log. */
class SafeTextTest {
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
    assertThat(SafeText.PLAIN.line("at collector:\r\n  connection\n\n refused"))
        .isEqualTo("at collector: connection refused");
    assertThat(SafeText.PLAIN.line("x".repeat(10_000))).hasSize(500).contains("x ... x");
  }

  @Test
  void aCutKeepsTheFirstLinesAndTheLastOnes() {
    String text = "first line\n" + "a line between\n".repeat(1_000) + "CAUSE";

    assertThat(SafeText.PLAIN.of(text, 200))
        .startsWith("first line\n")
        .contains("\n...\n")
        .endsWith("\nCAUSE")
        .hasSizeLessThanOrEqualTo(200);
  }

  @Test
  void aTextOfSeveralLinesKeepsThemAndItsTabs() {
    assertThat(safe("a\tb\r\nc\rd\u2028e\u0000f\u001b[31mg")).isEqualTo("a\tb\nc\nd\nefg");
  }

  private static String safe(String text) {
    return SafeText.PLAIN.of(text, 1_000);
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
