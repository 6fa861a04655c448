package spanglue.glue.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRecordTest {

  @Test
  void fieldsAreWhatIsBetweenCommas() {
    assertThat(CsvRecord.parse("1, two ,,four")).containsExactly("1", " two ", "", "four");
    assertThat(CsvRecord.parse("a,")).containsExactly("a", "");
    assertThat(CsvRecord.parse(",")).containsExactly("", "");
    assertThat(CsvRecord.parse("")).containsExactly("");
  }

  @Test
  void quotedFieldsMayHoldCommasQuotesAndLineBreaks() {
    assertThat(CsvRecord.parse("\"a,b\",\"say \"\"hi\"\"\",\"two\r\nlines\",\"\",\"\"\"\""))
        .containsExactly("a,b", "say \"hi\"", "two\r\nlines", "", "\"");
  }

  @Test
  void aQuoteInsideAnUnquotedFieldIsLiteral() {
    assertThat(CsvRecord.parse("5\" pipe,a\"\"b, \"c\""))
        .containsExactly("5\" pipe", "a\"\"b", " \"c\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"", "a,\"open", "\"open,\"\"", "\"a\"b", "a,\"b\" ", "\"a\"\r"})
  void aQuoteThatNeverClosesAndTextAfterAClosingQuoteAreMalformed(String raw) {
    assertThat(CsvRecord.parse(raw)).isNull();
  }

  @Test
  void whatAWriterQuotesComesBack() {
    RandomText random = new RandomText(7);
    List<String> pieces = List.of("\"", ",", "\n", "\r", " ", "a", "é", "😀");
    for (int i = 0; i < 5_000; i++) {
      List<String> fields = new ArrayList<>();
      for (int field = 0; field < 4; field++) {
        fields.add(random.of(pieces, 8));
      }
      String raw =
          String.join(",", fields.stream().map(f -> '"' + f.replace("\"", "\"\"") + '"').toList());

      assertThat(CsvRecord.parse(raw)).as(raw).isEqualTo(fields.toArray(String[]::new));
      assertThat(NaiveCsv.split(raw + "\n")).as(raw).containsExactly(raw);
    }
  }
}
