package spanglue.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import spanglue.cli.LocalAccount.Ended;
import spanglue.cli.aws.BatchGetTracesEndpoint;
import spanglue.cli.aws.RecordedRuns;
import spanglue.cli.process.Json;
import spanglue.cli.process.LoopbackServer.Response;
import spanglue.tracing.TraceHeader;

/** What a user of {@code ./spanglue trace} sees. */
class TraceCommandTest {
  private static final String ID = "1-6b0427b5-3e4f5be3e5381fa0046677f5";
  private static final String HEX = "6b0427b53e4f5be3e5381fa0046677f5";
  private static final TraceHeader CALLER =
      TraceHeader.parse("Root=" + ID + ";Parent=44f0a7686dfc51ea;Sampled=1");

  @TempDir private Path folder;
  private LocalAccount account;

  @BeforeEach
  void open() {
    account = new LocalAccount(folder, created -> {});
    var record = RecordedRuns.failed(LocalAccount.STATE_MACHINE, "run-1", CALLER);
    account.answers.put(
        "/xray/Traces", new BatchGetTracesEndpoint(() -> List.of(record))::batchGetTraces);
  }

  @AfterEach
  void close() {
    account.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {ID, HEX, "Root=" + ID + ";Sampled=1", "00-" + HEX + "-44f0a7686dfc51ea-01"})
  void aTraceOfXRaysIsDrawnByWhicheverOfItsNames(String id) {
    Ended ended = LocalAccount.run("trace", id);

    assertThat(ended.err()).isEmpty();
    assertThat(ended.status()).isZero();
    assertThat(ended.out())
        .containsSubsequence(
            "Trace " + HEX,
            "2026-11-23T10:00:01Z, 9.0 s, 5 spans, 3 failed",
            "from X-Ray, us-east-1",
            "\n! spanglue ",
            "\n*  Clean ",
            "\n*   Glue ",
            "\n!  Process ",
            "\n!   Glue ",
            "Slowest path: 9.0 s of 9.0 s in spans",
            "! Glue: no such column")
        .doesNotContain("\u001b");
  }

  @Test
  void aRunIsFoundByItsId() {
    account.executions.started("run-1", Json.object().put("trace_header", CALLER.toXRay()));

    assertThat(LocalAccount.run("trace", "run-1").out()).contains("Trace " + HEX);
    assertThat(
            LocalAccount.run(
                    "trace", "arn:aws:states:us-east-1:000000000000:execution:spanglue:run-1")
                .out())
        .contains("Trace " + HEX);
    Ended none = LocalAccount.run("trace", "run-2");
    assertThat(none.status()).isEqualTo(5);
    assertThat(none.err())
        .isEqualTo(
            "spanglue: stack spanglue in us-east-1 has no run 'run-2'; Step Functions keeps a run for"
                + " 90 days after its end\n");
  }

  @Test
  void whatTransactionSearchKeepsIsFoundThere() {
    String span =
        "{\"traceId\":\"%s\",\"spanId\":\"%s\",%s\"name\":\"%s\",\"startTimeUnixNano\":%d,"
            + "\"endTimeUnixNano\":%d,\"attributes\":{\"rows\":5},\"status\":{\"code\":\"UNSET\"},"
            + "\"resource\":{\"attributes\":{\"service.name\":\"a-job\"}}}";
    String root =
        span.formatted(OTHER, "00000000000000aa", "", "the root", 1_000_000_000L, 3_000_000_000L);
    String child =
        span.formatted(
            OTHER,
            "00000000000000bb",
            "\"parentSpanId\":\"00000000000000aa\",",
            "the child",
            1_500_000_000L,
            2_000_000_000L);
    List<String> asked = new ArrayList<>();
    account.answers.put(
        "Logs_20140328",
        request -> {
          asked.add(request.body().toStringUtf8());
          return request.header("x-amz-target").endsWith("StartQuery")
              ? json("{\"queryId\":\"q\"}")
              : json(
                  asked.size() == 2
                      ? "{\"status\":\"Running\",\"results\":[]}"
                      : "{\"status\":\"Complete\",\"results\":["
                          + row(root)
                          + ","
                          + row(child)
                          + "]}");
        });

    Ended ended = LocalAccount.run("trace", OTHER);

    assertThat(ended.err()).isEmpty();
    assertThat(asked.get(0)).contains("aws/spans", "filter traceId = \\\"" + OTHER);
    assertThat(ended.out())
        .containsSubsequence(
            "from Transaction Search, us-east-1, aws/spans",
            "\n* the root (a-job)",
            "2.0 s",
            "\n*  the child",
            "500 ms");
  }

  private static final String OTHER = "6b0427b5aaaaaaaaaaaaaaaaaaaaaaaa";

  private static String row(String message) {
    return "[{\"field\":\"@message\",\"value\":%s}]".formatted(Json.write(message));
  }

  private static Response json(String body) {
    return Response.text(200, "application/x-amz-json-1.1", body);
  }

  @Test
  void aTraceThatIsNowhereSaysWhereItWasLookedFor() {
    account.answers.put(
        "Logs_20140328",
        LocalAccount.refusing(400, "ResourceNotFoundException", "no such log group"));

    Ended ended = LocalAccount.run("trace", OTHER);

    assertThat(ended.status()).isEqualTo(5);
    assertThat(ended.err())
        .isEqualTo(
            "spanglue: X-Ray in us-east-1 has no trace 1-6b0427b5-aaaaaaaaaaaaaaaaaaaaaaaa, and"
                + " Transaction Search is off: there is no log group aws/spans; X-Ray shows a trace some"
                + " seconds after it began, and for 30 days: look at --region and --profile, or try"
                + " again\n");
  }

  @Test
  void whatIsDeniedIsNamed() {
    account.answers.put(
        "/xray/Traces", LocalAccount.refusing(403, "AccessDeniedException", "not yours"));

    Ended ended = LocalAccount.run("trace", ID);

    assertThat(ended.status()).isEqualTo(6);
    assertThat(ended.err())
        .startsWith("spanglue: cannot get trace " + ID + " from X-Ray in us-east-1: AccessDenied");
  }

  @Test
  void aLocalRunNeedsNoAccountAndItsNamesDoNothingToTheTerminal() throws Exception {
    account.close();
    Path run = run("\u001b[31m<script>\u202e" + "x".repeat(10_000));

    Ended drawn = LocalAccount.run("trace", run.toString());
    Ended json = LocalAccount.run("trace", "--json", run.toString());

    assertThat(drawn.status()).as(drawn.err()).isZero();
    assertThat(drawn.out()).contains("<script>").doesNotContain("\u001b", "\u202e");
    assertThat(drawn.out().lines()).allMatch(line -> line.length() <= 100);
    assertThat(json.out()).doesNotContain("\u001b", "\u202e");
    JsonNode trace = Json.read(json.out());
    assertThat(trace.path("trace_id").asText()).isEqualTo(HEX);
    assertThat(trace.path("duration_ms").asDouble()).isEqualTo(2_000);
    assertThat(trace.at("/spans/0/name").asText()).startsWith("\u001b[31m<script>\u202e");
    assertThat(trace.at("/spans/0/attributes/rows").asInt()).isEqualTo(5);
    assertThat(trace.at("/spans/0/on_slowest_path").asBoolean()).isTrue();
  }

  @Test
  void aPageOfTheTraceIsWrittenBesideThePicture() throws Exception {
    Path page = folder.resolve("page.html");

    Ended ended = LocalAccount.run("trace", "--html", page.toString(), ID);

    assertThat(ended.status()).as(ended.err()).isZero();
    assertThat(page).content().contains("<!DOCTYPE html>", HEX, "Process", "no such column");
    assertThat(LocalAccount.run("trace", "--html", folder.toString(), ID).err())
        .contains("--html '" + folder + "' cannot be written");
  }

  @Test
  void aFolderWithoutATraceSaysWhichHasOne() throws Exception {
    Path run = run("a");

    Ended ended = LocalAccount.run("trace", run.getParent().toString());

    assertThat(ended.status()).isEqualTo(5);
    assertThat(ended.err()).contains("holds no trace.jsonl", "such as " + run);
  }

  @Test
  void aFileThatIsNoTraceSaysWhatOneIs() throws Exception {
    Path file = Files.writeString(folder.resolve("notes.txt"), "hello");

    Ended ended = LocalAccount.run("trace", file.toString());

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.err()).contains("notes.txt cannot be read as a trace", "OTLP request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no such folder/x", "a b", "\u0000"})
  void whatIsNoIdIsWrongUsage(String id) {
    Ended ended = LocalAccount.run("trace", id);

    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.err()).contains("is no trace's id", "Try './spanglue trace --help'");
  }

  private Path run(String name) throws IOException {
    Path run = Files.createDirectories(folder.resolve("out/run-1"));
    String span =
        "{\"resourceSpans\":[{\"resource\":{\"attributes\":[]},\"scopeSpans\":[{\"spans\":[{\"traceId\":"
            + "\"%s\",\"spanId\":\"00000000000000aa\",\"name\":%s,\"startTimeUnixNano\":\"1000000000\","
            + "\"endTimeUnixNano\":\"3000000000\",\"attributes\":[{\"key\":\"rows\",\"value\":{\"intValue\":"
            + "\"5\"}}]}]}]}]}\n";
    Files.writeString(run.resolve("trace.jsonl"), span.formatted(HEX, Json.write(name)));
    return run;
  }
}
