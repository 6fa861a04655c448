package spanglue.tracing.internal.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the recorded documents are silent: what the source of the exporter says (v0.156.0). */
class SegmentDetailsTest {
  @Test
  void aSpanInProgressHasNoEndAndDoesNotSayItTwice() throws IOException {
    assertThat(document("SERVER", "n", Map.of("aws.xray.inprogress", true, "n", 1)))
        .containsEntry("in_progress", true)
        .doesNotContainKey("end_time")
        .containsEntry("metadata", Map.of("default", Map.of("n", 1)));
  }

  @Test
  void aNameIsCutByBytesAlsoWithinACharacter() throws IOException {
    assertThat(document("INTERNAL", "\u6e05".repeat(100), Map.of()))
        .containsEntry("name", "\u6e05".repeat(66) + "\uFFFD\uFFFD");
    assertThat(document("INTERNAL", "a" + "\u00e9".repeat(100), Map.of()))
        .containsEntry("name", "a" + "\u00e9".repeat(99) + "\uFFFD");
    assertThat(document("INTERNAL", "(,)", Map.of())).containsEntry("name", "span");
  }

  @ParameterizedTest
  @CsvSource({
    "peer.service, db, db, remote",
    "aws.service, S3, S3, aws",
    "db.name, listings, listings, remote",
    "rpc.service, Rpc, Rpc, remote",
    "http.host, a:80, a:80, remote",
    "net.peer.name, b, b, remote",
    "other, c, the span, remote"
  })
  void attributesNameACall(String key, String value, String name, String namespace)
      throws IOException {
    assertThat(document("CLIENT", "the span", Map.of(key, value)))
        .containsEntry("name", name)
        .containsEntry("namespace", namespace);
  }

  @Test
  void aDatabaseIsNamedWithItsHost() throws IOException {
    Map<String, Object> query =
        Map.of(
            "db.system", "mysql",
            "db.name", "listings",
            "db.user", "me",
            "db.connection_string", "jdbc:mysql://db.example.com:3306");

    assertThat(document("CLIENT", "query", query))
        .containsEntry("name", "listings@db.example.com")
        .containsEntry(
            "sql",
            Map.of(
                "connection_string", "jdbc:mysql://db.example.com:3306/listings",
                "url", "query",
                "database_type", "mysql",
                "user", "me"));
  }

  @Test
  void aUrlIsMadeOfItsParts() throws IOException {
    Map<String, Object> request =
        Map.of(
            "http.request.method", "PUT",
            "url.scheme", "https",
            "server.address", "api.example.com",
            "server.port", 8443,
            "url.path", "/v1",
            "url.query", "q=1",
            "client.address", "10.0.0.7",
            "http.response.status_code", 429);

    assertThat(document("SERVER", "n", request))
        .containsEntry(
            "http",
            Map.of(
                "request",
                Map.of(
                    "method", "PUT",
                    "url", "https://api.example.com:8443/v1?q=1",
                    "client_ip", "10.0.0.7",
                    "x_forwarded_for", true),
                "response",
                Map.of("status", 429, "content_length", 0)))
        .containsEntry("error", true)
        .containsEntry("throttle", true)
        .doesNotContainKey("metadata");
    assertThat(
            document(
                "CLIENT",
                "n",
                Map.of("http.target", "/x", "net.peer.name", "h", "net.peer.port", 80)))
        .containsEntry(
            "http",
            Map.of(
                "request", Map.of("url", "http://h/x"), "response", Map.of("content_length", 0)));
  }

  @Test
  void keysOfAnnotationsAreCleanedAndThoseOfMetadataAreNot() throws IOException {
    assertThat(
            document(
                "INTERNAL",
                "n",
                Map.of("a b/c", 1, "d e", 2, "aws.xray.annotations", List.of("a b/c"))))
        .containsEntry("annotations", Map.of("a_b_c", 1))
        .containsEntry("metadata", Map.of("default", Map.of("d e", 2)));
  }

  @Test
  void metadataMayHaveNamespaces() throws IOException {
    assertThat(
            document(
                "INTERNAL",
                "n",
                Map.of("aws.xray.metadata.job", "{\"a\":1}", "aws.xray.metadata.x", "no object")))
        .containsEntry(
            "metadata",
            Map.of("job", Map.of("a", 1), "default", Map.of("aws.xray.metadata.x", "no object")));
  }

  @Test
  void theResourceNamesLogGroupsAndPlatform() throws IOException {
    Map<String, Object> document =
        document(
            Map.of(
                "kind",
                "SERVER",
                "resource",
                Map.of(
                    "service.name", "job",
                    "cloud.platform", "aws_ecs",
                    "aws.ecs.launchtype", "fargate",
                    "aws.log.group.names", "g1&g2",
                    "telemetry.sdk.name", "opentelemetry for Java",
                    "telemetry.sdk.language", "java")));

    assertThat(document).containsEntry("origin", "AWS::ECS::Fargate");
    assertThat(document.get("aws").toString())
        .contains("cloudwatch_logs=[{log_group=g1}, {log_group=g2}]")
        .contains("sdk=opentelemetry for Java,")
        .contains("ecs={launch_type=fargate}");
    Map<String, Object> byArn =
        document(
            Map.of(
                "resource", Map.of("aws.log.group.arns", "arn:aws:logs:us-east-1:1:log-group:g3")));
    assertThat(byArn.get("aws").toString()).contains("log_group=g3, ");
  }

  @Test
  void aJavaStackIsReadAsTheExporterReadsIt() throws IOException {
    String stack =
        """
        E: first
        second line
        \tat java.base/java.lang.Thread.run(Thread.java:840)
        \tat Native.call(Native Method)
        \tat broken
        \t... 2 more
        \tSuppressed: F: no
        Caused by: G: several
        lines
        \tat app//com.acme.Io.read(Io.java:9)
        Caused by: H
        """;
    Map<String, Object> document =
        document(
            Map.of(
                "resource",
                Map.of("telemetry.sdk.language", "java"),
                "events",
                List.of(
                    Map.of(
                        "name",
                        "exception",
                        "attributes",
                        Map.of("exception.type", "E", "exception.stacktrace", stack)))));

    assertThat(document.get("cause").toString().replaceAll("[0-9a-f]{16}", "ID"))
        .isEqualTo(
            "{exceptions=["
                + "{id=ID, message=, type=E, remote=false, cause=ID, stack=["
                + "{path=Thread.java, line=840, label=java.lang.Thread.run},"
                + " {path=Native Method, line=0, label=Native.call}]},"
                + " {id=ID, message=severallines, type=G, remote=false, cause=ID, stack=["
                + "{path=Io.java, line=9, label=/com.acme.Io.read}]},"
                + " {id=ID, message=, type=H, remote=false}]}");
  }

  @Test
  void bytesAreCountedAsGoWritesThem() {
    StringBuilder json = new StringBuilder();
    SegmentJson.write(
        json, List.of("<&>\u2028\"\\\n\u0001\u00e9\u6e05", 1.0, 1e20, 1764948952.25, true, 7L));

    assertThat(json)
        .hasToString(
            "[\"\\u003c\\u0026\\u003e\\u2028\\\"\\\\\\n\\u0001\u00e9\u6e05\","
                + "1,100000000000000000000,1764948952.25,true,7]");
    assertThat(SegmentJson.utf8Length("a\u00e9\u6e05\ud83d\ude00")).isEqualTo(1 + 2 + 3 + 4);
  }

  private static Map<String, Object> document(
      String kind, String name, Map<String, Object> attributes) throws IOException {
    return document(Map.of("kind", kind, "name", name, "attributes", attributes));
  }

  private static Map<String, Object> document(Map<String, Object> fields) throws IOException {
    Map<String, Object> all =
        new HashMap<>(
            Map.of(
                "kind", "INTERNAL",
                "name", "n",
                "id", "a000000000000001",
                "parent", "a000000000000002",
                "trace", "6922f7d8b0b0b0b0b0b0b0b0b0b0b0b0"));
    all.putAll(fields);
    return JSON.std.mapFrom(SegmentDocument.json(new RecordedSpan(all).data()));
  }
}
