package spanglue.tracing.internal.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
  void theResourceNamesLogGroups() throws IOException {
    Map<String, Object> document =
        document(
            Map.of(
                "kind",
                "SERVER",
                "resource",
                Map.of(
                    "service.name", "job",
                    "aws.log.group.names", "g1&g2",
                    "telemetry.sdk.name", "opentelemetry",
                    "telemetry.sdk.language", "java")));

    assertThat(document.get("aws").toString())
        .contains("cloudwatch_logs=[{log_group=g1}, {log_group=g2}]")
        .contains("sdk=opentelemetry for java,");
    Map<String, Object> byArn =
        document(
            Map.of(
                "resource", Map.of("aws.log.group.arns", "arn:aws:logs:us-east-1:1:log-group:g3")));
    assertThat(byArn.get("aws").toString()).contains("log_group=g3");
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
                + "{id=ID, message=, type=E, remote=false, stack=["
                + "{path=Thread.java, line=840, label=java.lang.Thread.run},"
                + " {path=Native Method, line=0, label=Native.call}], cause=ID},"
                + " {id=ID, message=severallines, type=G, remote=false, stack=["
                + "{path=Io.java, line=9, label=/com.acme.Io.read}], cause=ID},"
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
