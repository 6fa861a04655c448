package spanglue.cli.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class S3EventJsonTest {
  private static final ObjectCreated CREATED =
      new ObjectCreated(
          "Put",
          "bucket",
          "input/zwei Wörter+1.csv",
          1234,
          "d41d8cd98f00b204e9800998ecf8427e",
          Instant.parse("2026-11-23T10:11:12.345678Z"));

  private static JsonNode notification() {
    JsonNode records = S3EventJson.of(CREATED).path("Records");
    assertThat(records).hasSize(1);
    return records.get(0);
  }

  @Test
  void theEventNamesTheObjectAsS3Does() {
    JsonNode notification = notification();

    assertThat(notification.path("eventSource").asText()).isEqualTo("aws:s3");
    assertThat(notification.path("eventName").asText()).isEqualTo("ObjectCreated:Put");
    assertThat(notification.path("eventTime").asText()).isEqualTo("2026-11-23T10:11:12.345Z");
    assertThat(notification.at("/s3/bucket/name").asText()).isEqualTo("bucket");
    assertThat(notification.at("/s3/bucket/arn").asText()).isEqualTo("arn:aws:s3:::bucket");
    assertThat(notification.at("/s3/object/size").asLong()).isEqualTo(1234);
    assertThat(notification.at("/s3/object/eTag").asText())
        .isEqualTo("d41d8cd98f00b204e9800998ecf8427e");
  }

  @Test
  void theKeyIsUrlEncodedButForItsSlashes() {
    assertThat(notification().at("/s3/object/key").asText())
        .isEqualTo("input/zwei+W%C3%B6rter%2B1.csv");
  }

  @Test
  void theSequencerGrowsFromEventToEvent() {
    String first = notification().at("/s3/object/sequencer").asText();
    String second = notification().at("/s3/object/sequencer").asText();

    assertThat(first).matches("[0-9A-F]{20}").isLessThan(second);
  }
}
