package spanglue.glue.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import spanglue.glue.oracle.CsvReference.CsvRecord;

class CsvReferenceTest {
  @Test
  void linesEndInLineFeedOrCarriageReturnAndLineFeedOrTheFilesEnd() {
    assertThat(CsvReference.split("a,b\r\n1,2\n3,4"))
        .containsExactly(good("a,b", "a", "b"), good("1,2", "1", "2"), good("3,4", "3", "4"));
  }

  @Test
  void aCarriageReturnAloneIsText() {
    assertThat(CsvReference.split("a\rb,c\r\r\n")).containsExactly(good("a\rb,c\r", "a\rb", "c\r"));
  }

  @Test
  void blankAndWhitespaceOnlyLinesAreNoRecords() {
    assertThat(CsvReference.split("\n \t\r\na\n\n\nb\n  "))
        .containsExactly(good("a", "a"), good("b", "b"));
  }

  @Test
  void aLineOfCommasOrOfAQuotedBlankIsARecord() {
    assertThat(CsvReference.split(",\n\"\"\n"))
        .containsExactly(good(",", "", ""), good("\"\"", ""));
  }

  @Test
  void quotedFieldsHoldCommasLineBreaksAndDoubledQuotes() {
    assertThat(CsvReference.split("\"a,b\",\"c\n\r\nd\",\"e \"\"f\"\"\"\nx\n"))
        .containsExactly(
            good("\"a,b\",\"c\n\r\nd\",\"e \"\"f\"\"\"", "a,b", "c\n\r\nd", "e \"f\""),
            good("x", "x"));
  }

  @Test
  void aQuoteOpensOnlyAtTheStartOfAField() {
    assertThat(CsvReference.split("6\" nail, \"x\"\ny\"\"\n"))
        .containsExactly(good("6\" nail, \"x\"", "6\" nail", " \"x\""), good("y\"\"", "y\"\""));
  }

  @Test
  void textAfterAClosingQuoteIsAFaultAndQuotesInItAreLiteral() {
    assertThat(CsvReference.split("\"a\"b\"c,d\n\"e\" ,f\ng"))
        .containsExactly(
            bad("\"a\"b\"c,d", "ab\"c", "d"), bad("\"e\" ,f", "e ", "f"), good("g", "g"));
  }

  @Test
  void aQuoteThatNeverClosesTakesTheRestOfTheFile() {
    assertThat(CsvReference.split("a\nb,\"c\nd\n"))
        .containsExactly(good("a", "a"), bad("b,\"c\nd\n", "b", "c\nd\n"));
  }

  private static CsvRecord good(String raw, String... fields) {
    return new CsvRecord(raw, List.of(fields), true);
  }

  private static CsvRecord bad(String raw, String... fields) {
    return new CsvRecord(raw, List.of(fields), false);
  }
}
