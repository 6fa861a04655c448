package spanglue.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

class RefusalTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "input/a.csv",
        "input/a.CSV",
        "input/a.json",
        "input/a.jsonl",
        "input/a.ndjson",
        "input/a.csv.gz",
        "input/a.Json.GZ",
        "input/deep/er/a.ndjson.gz",
        "input/a..b/..c.csv",
        "input/...csv",
      })
  void whatTheJobsReadIsTaken(String key) {
    assertThat(Refusal.of(upload(key, 1))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "cleaned/a.csv, NOT_UNDER_INPUT",
    "inputs/a.csv, NOT_UNDER_INPUT",
    "input/, UNADDRESSABLE_KEY",
    "input/folder/, UNADDRESSABLE_KEY",
    "input//a.csv, UNADDRESSABLE_KEY",
    "input/./a.csv, UNADDRESSABLE_KEY",
    "input/../a.csv, UNADDRESSABLE_KEY",
    "input/x/.., UNADDRESSABLE_KEY",
    "input/a.parquet, UNSUPPORTED_EXTENSION",
    "input/a.csv.zip, UNSUPPORTED_EXTENSION",
    "input/csv, UNSUPPORTED_EXTENSION",
    "input/.csv, UNSUPPORTED_EXTENSION",
    "input/.csv.gz, UNSUPPORTED_EXTENSION",
    "input/a.gz, UNSUPPORTED_EXTENSION",
  })
  void anythingElseIsRefusedWithItsReason(String key, Refusal reason) {
    assertThat(Refusal.of(upload(key, 1))).contains(reason);
  }

  @Test
  void anEmptyObjectIsRefused() {
    assertThat(Refusal.of(upload("input/a.csv", 0))).contains(Refusal.EMPTY_OBJECT);
  }

  @Test
  void aRefusalIsOneLogLineThatIsAMetricToo() {
    Invocation invocation = Invocation.with(null);
    Clock clock = Clock.fixed(Instant.ofEpochMilli(1_700_000_000_123L), ZoneOffset.UTC);

    new EventLog(invocation.getLogger(), "spanglue-dev-trigger", "abc", clock)
        .refused(upload("input/\"new\nline\".txt", 1), Refusal.UNSUPPORTED_EXTENSION);

    assertThat(invocation.lines()).singleElement().asString().doesNotContain("\n");
    Map<String, JsonNode> line = invocation.log().get(0);
    assertThat(line.get("key").text()).isEqualTo("input/\"new\nline\".txt");
    assertThat(line.get("FunctionName").text()).isEqualTo("spanglue-dev-trigger");
    assertThat(line.get("Reason").text()).isEqualTo("unsupported_extension");
    assertThat(line.get("UploadsRefused").asNumber()).isEqualTo("1");
    assertThat(line.get("trace_id").text()).isEqualTo("abc");
    assertThat(line.get("_aws"))
        .isEqualTo(
            JsonNode.parser()
                .parse(
                    """
                    {"Timestamp":1700000000123,"CloudWatchMetrics":[{"Namespace":"Spanglue",
                     "Dimensions":[["FunctionName","Reason"]],
                     "Metrics":[{"Name":"UploadsRefused","Unit":"Count"}]}]}
                    """));
  }

  private static Upload upload(String key, long size) {
    return new Upload("b", key, "e", "v", "s", size, Instant.EPOCH);
  }
}
