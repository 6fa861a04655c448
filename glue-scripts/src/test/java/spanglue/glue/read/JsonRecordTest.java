package spanglue.glue.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRecordTest {
  private static final JsonColumns COLUMNS =
      new JsonColumns(List.of("id", "host_name", "lat"), List.of("license"));

  @Test
  void valuesAreTheirTextAsWritten() {
    assertThat(values("{\"id\": 1.50, \"host_name\": true, \"lat\": -4e+007}"))
        .containsExactly("1.50", "true", "-4e+007");
    assertThat(values("{\"id\": \" \\u00e9\\n\\\"\", \"host_name\": \"\"}"))
        .containsExactly(" é\n\"", "", null);
  }

  @Test
  void nullsAndAbsentKeysAreNullAndOnlyKeysArePresent() {
    JsonRecord.Fields fields = parse("{\"lat\": null, \"id\": 1}");

    assertThat(fields.values()).containsExactly("1", null, null);
    assertThat(fields.present()).isEqualTo(0b101);
    assertThat(fields.unknown()).isNull();
    assertThat(parse("{}").present()).isZero();
  }

  @Test
  void keysAreStandardizedAndUnknownOnesNamedOnceAndIgnoredOnesNot() {
    JsonRecord.Fields fields =
        parse(
            "{\"Host Name\":\"a\",\"LATITUDE\":2,\"Extra-Key\":{\"id\":[9]},\"License\":1,"
                + "\"Extra-Key\":3,\"other\":null}");

    assertThat(fields.values()).containsExactly(null, "a", "2");
    assertThat(fields.unknown()).containsExactly("extra_key", "other");
    assertThat(fields.nested()).isNull();
  }

  @Test
  void ofEqualKeysTheLastWins() {
    assertThat(values("{\"id\":1,\"lat\":[1],\"id\":\"2\",\"lat\":3}"))
        .containsExactly("2", null, "3");
    assertThat(parse("{\"lat\":[1],\"lat\":3}").nested()).isNull();
    assertThat(parse("{\"lat\":3,\"lat\":{}}").nested()).isEqualTo("lat");
    assertThat(values("{\"lat\":3,\"lat\":null}")).containsExactly(null, null, null);
  }

  @Test
  void theFirstColumnWithANestedValueIsNamed() {
    assertThat(parse("{\"lat\":{},\"host_name\":[{}],\"id\":1}").nested()).isEqualTo("host_name");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "null",
        "\"id\"",
        "[{\"id\":1}]",
        "{\"id\":1",
        "{\"id\":1}}",
        "{\"id\":1} {\"id\":2}",
        "{\"id\":1},",
        ",{\"id\":1}",
        "{\"id\":}",
        "{\"id\" 1}",
        "{\"id\":1,}",
        "{'id':1}",
        "{id:1}",
        "{\"id\":01}",
        "{\"id\":+1}",
        "{\"id\":NaN}",
        "{\"id\":.5}",
        "{\"id\":\"a\nb\"}",
        "{\"id\":[}",
        "{\"x\":[1,}",
        "{\"id\":1} // comment",
        "{\"lat\":1,\"Latitude\":1}",
        "{\"x y\":1,\"X-Y\":1}",
        "{\"license\":1,\"License\":1}"
      })
  void whatIsNoJsonOrNotOneObjectOrNamesAColumnTwiceIsMalformed(String raw) {
    assertThat(JsonRecord.parse(raw, COLUMNS)).isNull();
  }

  @Test
  void deepAndLongValuesAreValuesLikeOthers() {
    String deep = "[".repeat(500_000) + "]".repeat(500_000);
    String digits = "7".repeat(100_000);
    String text = "x".repeat(30_000_000);
    String key = "k".repeat(100_000);

    assertThat(parse("{\"id\":" + deep + "}").nested()).isEqualTo("id");
    assertThat(parse("{\"a\":" + deep + "}").unknown()).containsExactly("a");
    assertThat(values("{\"id\":" + digits + ",\"lat\":1." + digits + "}"))
        .containsExactly(digits, null, "1." + digits);
    assertThat(values("{\"host_name\":\"" + text + "\"}")).containsExactly(null, text, null);
    assertThat(parse("{\"" + key + "\":1}").unknown()).containsExactly(key);
  }

  @Test
  void aBombOfBracketsIsMalformed() {
    assertThat(JsonRecord.parse("{\"a\":" + "[".repeat(8_000_000), COLUMNS)).isNull();
    assertThat(JsonRecord.parse("{\"a\":".repeat(2_000_000), COLUMNS)).isNull();
  }

  @Test
  void manyDifferentKeysAreForgotten() {
    StringBuilder raw = new StringBuilder("{\"id\":1");
    for (int i = 0; i < 50_000; i++) {
      raw.append(",\"k").append(i).append("\":0");
    }

    JsonRecord.Fields fields = parse(raw.append('}').toString());

    assertThat(fields.unknown()).hasSize(50_000);
    assertThat(fields.values()).containsExactly("1", null, null);
  }

  @Test
  void atMost64ColumnsFitTheBitsOfPresent() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JsonColumns(Collections.nCopies(65, "a"), List.of()))
        .withMessageContaining("65 columns");
  }

  private static JsonRecord.Fields parse(String raw) {
    return Objects.requireNonNull(JsonRecord.parse(raw, COLUMNS));
  }

  private static String[] values(String raw) {
    return parse(raw).values();
  }
}
