package spanglue.tracing.internal.export;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import spanglue.tracing.internal.export.SpanDelivery.ExportResult;
import spanglue.tracing.internal.http.ReceiverUrl;

class OtlpAnswerTest {
  private static final ReceiverUrl RECEIVER = ReceiverUrl.of("http://receiver:4318", "/v1/traces");

  @Test
  void aTimeToComeBackIsReadInSeconds() {
    assertThat(answer(503, Map.of("Retry-After", " 7 ")).retryAfter())
        .isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void aTimeToComeBackIsReadAsADate() {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(2));

    assertThat(answer(429, Map.of("Retry-After", date)).retryAfter())
        .isBetween(Duration.ofSeconds(90), Duration.ofMinutes(2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "-3", "soon", "", "99999999999", "Sun, 06 Nov 1994 08:49:37 GMT", "1.5"})
  void whatNamesNoTimeToComeIsNoTime(String text) {
    assertThat(answer(429, Map.of("Retry-After", text)).retryAfter()).isNull();
  }

  @Test
  void whereTryingAgainIsOfNoUseNoTimeIsKept() {
    assertThat(answer(403, Map.of("Retry-After", "7")).retryAfter()).isNull();
  }

  @Test
  void metricsAreRejectedByTheirOwnName() {
    ExportResult result =
        answer(
            200,
            Map.of("Content-Type", "application/json"),
            "{\"partialSuccess\":{\"rejectedDataPoints\":4}}");

    assertThat(result.sent()).isTrue();
    assertThat(result.rejected()).isEqualTo(4);
  }

  @Test
  void whatIsSaidOfARequestThatWasTakenWholeIsTold() {
    // partial_success { error_message: "old" }
    ExportResult result = answer(200, Map.of(), "\n\u0005\u0012\u0003old");

    assertThat(result).isEqualTo(ExportResult.taken(0, "the receiver took the request: old"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ok",
        "{}",
        "\n",
        "\n\u007f",
        "\n\u0002\b",
        "\u0000\u0000",
        "\u000f",
        "\b\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u0001",
        "\n\u000b\b\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u0001"
      })
  void whatSaysNothingOfAPartIsTakenWhole(String body) {
    assertThat(answer(200, Map.of(), body)).isEqualTo(ExportResult.SENT);
    assertThat(answer(200, Map.of("Content-Type", "application/json"), body))
        .isEqualTo(ExportResult.SENT);
  }

  @Test
  void whatTheReceiverSaysIsOfBoundedLengthAndHoldsNoSecret() {
    String said = "no\r\nroom for http://user:secret@db/ " + "x".repeat(9_000);

    assertThat(answer(400, Map.of("Content-Type", "text/plain"), said).detail())
        .startsWith("HTTP 400 (no room for http://")
        .hasSizeLessThan(240)
        .doesNotContain("secret");
  }

  private static ExportResult answer(int status, Map<String, String> headers) {
    return answer(status, headers, "");
  }

  private static ExportResult answer(int status, Map<String, String> headers, String body) {
    Map<String, List<String>> all =
        headers.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> List.of(e.getValue())));
    return new OtlpAnswer(
            status, HttpHeaders.of(all, (name, value) -> true), body.getBytes(ISO_8859_1))
        .result(RECEIVER, "/v1/traces");
  }
}
