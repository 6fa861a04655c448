package spanglue.tracing.internal.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import spanglue.tracing.internal.aws.SigV4.Request;
import spanglue.tracing.internal.aws.SigV4.Scope;

/**
 * Our signatures against those that AWS published, and against those that botocore made of requests
 * such as ours. {@code src/test/python/sigv4_vectors.py} recorded both.
 */
class SigV4Test {
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

  @TestFactory
  Stream<DynamicTest> weSignAsAwsPublishedIt() {
    return vectors("sigv4-suite.jsonl");
  }

  @TestFactory
  Stream<DynamicTest> weSignAsBotocoreDoes() {
    return vectors("sigv4-botocore.jsonl");
  }

  @Test
  void theTokenGoesOutAndWhatIsSecretDoesNot() {
    AwsCredentials credentials = new AwsCredentials("AKIDEXAMPLE", SECRET, "a token");

    Map<String, String> headers =
        SigV4.headers(
            new Request(
                "POST", URI.create("https://example.com"), Map.of(), SigV4.sha256(new byte[0])),
            credentials,
            new Scope("eu-west-1", "xray"),
            Instant.parse("2026-01-31T23:59:59.999Z"));

    assertThat(headers)
        .containsOnlyKeys("X-Amz-Date", "X-Amz-Security-Token", "Authorization")
        .containsEntry("X-Amz-Date", "20260131T235959Z")
        .containsEntry("X-Amz-Security-Token", "a token");
    assertThat(headers.toString() + credentials).doesNotContain(SECRET);
    assertThat(credentials.toString()).doesNotContain("AKIDEXAMPLE", "a token");
  }

  private static Stream<DynamicTest> vectors(String file) {
    List<Map<String, Object>> lines = lines(file);
    assertThat(lines.get(0)).containsKeys("source", "recorded");
    assertThat(lines).hasSizeGreaterThan(10);
    return lines.stream()
        .skip(1)
        .map(
            vector ->
                DynamicTest.dynamicTest(
                    (String) vector.get("name"),
                    () ->
                        assertThat(signed(vector))
                            .containsEntry("Authorization", (String) vector.get("authorization"))));
  }

  @SuppressWarnings("unchecked") // Headers are texts by text.
  private static Map<String, String> signed(Map<String, Object> vector) {
    return SigV4.headers(
        new Request(
            (String) vector.get("method"),
            URI.create((String) vector.get("url")),
            (Map<String, String>) vector.get("headers"),
            SigV4.sha256(((String) vector.get("body")).getBytes(UTF_8))),
        new AwsCredentials("AKIDEXAMPLE", SECRET, (String) vector.get("token")),
        new Scope((String) vector.get("region"), (String) vector.get("service")),
        Instant.parse((String) vector.get("time")));
  }

  private static List<Map<String, Object>> lines(String file) {
    try (InputStream in = SigV4Test.class.getResourceAsStream("/aws/" + file)) {
      return new String(in.readAllBytes(), UTF_8).lines().map(SigV4Test::parsed).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> parsed(String json) {
    try {
      return JSON.std.mapFrom(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
