package spanglue.glue.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReferenceTest {
  @Test
  void linesAreRecordsAndBlankOnesAreNone() {
    assertThat(JsonReference.split("{\"a\":\"1\"}\r\n\n \t\n{\"a\":\"2\"}"))
        .extracting(SourceRecord::raw)
        .containsExactly("{\"a\":\"1\"}", "{\"a\":\"2\"}");
  }

  @Test
  void theElementsOfAnArrayAreRecordsWhateverTheirTextHolds() {
    assertThat(JsonReference.split("\n[ {\"a\":\"],\\\"},{\"} ,\n{\"b\":[1,{\"c\":2}]} ]\n"))
        .extracting(SourceRecord::raw)
        .containsExactly("{\"a\":\"],\\\"},{\"}", "{\"b\":[1,{\"c\":2}]}");
  }

  @Test
  void anEmptyArrayHasNoRecords() {
    assertThat(JsonReference.split("[ ]")).isEmpty();
  }

  @Test
  void numbersAndBooleansCountAsTheirTextAndNullIsMissing() {
    SourceRecord record = only("{\"a\":7.00,\"b\":1E2,\"c\":true,\"d\":null,\"e\":\"é\\n\"}");

    assertThat(record.values())
        .containsEntry("a", "7.00")
        .containsEntry("b", "1E2")
        .containsEntry("c", "true")
        .containsEntry("d", null)
        .containsEntry("e", "é\n");
  }

  @Test
  void nestedValuesAreNamedAndHaveNoText() {
    SourceRecord record = only("{\"Host Name\":{\"x\":[1]},\"b\":[]}");

    assertThat(record.malformed()).isFalse();
    assertThat(record.nested()).containsExactlyInAnyOrder("host_name", "b");
    assertThat(record.values()).containsEntry("host_name", null);
  }

  @Test
  void ofEqualKeysTheLastWins() {
    SourceRecord record = only("{\"price\":[1],\"price\":\"2\"}");

    assertThat(record.values()).containsEntry("price", "2");
    assertThat(record.nested()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"host name\":\"a\",\"Host-Name\":\"a\"}",
        "{\"lng\":1,\"long\":1}",
        "{\"a\":5d}",
        "{\"a\":NaN}",
        "{\"a\":1} x",
        "{\"a\":1",
        "{\"a\"}",
        "42",
        "\"text\"",
        "null"
      })
  void whatIsNoObjectOrBrokenOrHasTwoKeysOfOneNameIsMalformed(String line) {
    assertThat(only(line)).isEqualTo(SourceRecord.malformed(line));
  }

  private static SourceRecord only(String line) {
    assertThat(JsonReference.split(line)).hasSize(1);
    return JsonReference.split(line).get(0);
  }
}
