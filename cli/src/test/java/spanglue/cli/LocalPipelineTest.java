package spanglue.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import spanglue.cli.process.LoopbackServer;
import spanglue.cli.telemetry.OtlpJson;
import spanglue.cli.telemetry.OtlpReceiver;
import spanglue.cli.telemetry.TraceFiles;

/** The real parts around the jobs; the jobs are stand-ins, so that a run takes seconds. */
class LocalPipelineTest {
  private static final int FUNCTION_INTERPRETER_UI_AND_JOB = 4;

  @TempDir private Path work;
  private LocalCommandProcess pipeline;
  private Path out;

  @BeforeEach
  void makePipeline() throws IOException {
    pipeline = LocalCommandProcess.withStandInJobs();
    out = work.resolve("out");
  }

  @Test
  void aFilesRunIsOneTreeWithEachJobUnderItsStatesCallAndHasTheDateThatWasGiven() throws Exception {
    String file = file("some listings.csv");
    var ended = pipeline.run("--no-ui", "--run-date", "2020-02-29", "--out", out.toString(), file);

    assertThat(ended.status()).as(ended.err()).isZero();
    JsonNode run = onlyRun();
    assertThat(run.path("status").asText()).isEqualTo("SUCCEEDED");
    TraceFileTree trace = trace(run);
    assertThat(trace.traceIds()).containsExactly(run.path("trace_id").asText());
    assertThat(trace.roots()).hasSize(1);
    assertThat(trace.orphans()).isEmpty();
    assertThat(trace.named("Glue Job Execution"))
        .extracting(trace::path)
        .containsExactly(
            List.of(
                "upload",
                "spanglue-trigger",
                "start execution",
                "spanglue",
                "Clean",
                "Glue",
                "Glue Job Execution"),
            List.of(
                "upload",
                "spanglue-trigger",
                "start execution",
                "spanglue",
                "Process",
                "Glue",
                "Glue Job Execution"));
    assertThat(trace.spans())
        .filteredOn(span -> TraceFileTree.attribute(span, "spanglue.simulated").equals("true"))
        .extracting(span -> span.path("name").asText())
        .containsExactlyInAnyOrder(
            "spanglue-trigger", "spanglue", "Clean", "Glue", "Process", "Glue");
    assertThat(trace.named("write spanglue-cleaning"))
        .extracting(span -> TraceFileTree.attribute(span, "run_date"))
        .containsExactly("2020-02-29");
    assertThat(run.path("seconds").properties())
        .extracting(Map.Entry::getKey)
        .containsExactly("total", "start_up", "upload", "function", "clean", "process", "other");
    assertThat(run.path("slowest_action").asText()).startsWith("write spanglue-");
    assertThat(Files.readString(folder(run).resolve("clean.log")).lines())
        .isNotEmpty()
        .allMatch(line -> line.startsWith(run.path("trace_id").asText()));
    assertThat(folder(run).resolve("report.html"))
        .content()
        .contains(run.path("trace_id").asText(), "spanglue-trigger");
    assertThat(out.resolve("bucket/input/some listings.csv")).isRegularFile();
  }

  @Test
  void aCollectorThatRefusesIsSentTheWholeTraceAndFailsNoRun() throws Exception {
    TraceFiles sent = new TraceFiles();
    OtlpReceiver receiver = new OtlpReceiver(sent::add, sent::add);
    LoopbackServer.Endpoint refusing =
        request -> {
          receiver.traces(request);
          return LoopbackServer.Response.text(503, "text/plain", "");
        };
    LocalCommandProcess.Ended ended;
    try (var collector = LoopbackServer.start(Map.of("/v1/traces", refusing))) {
      String url = collector.uri().toString();
      ended = pipeline.run("--no-ui", "--collector", url, "--out", out.toString(), file("ok.csv"));
    }

    assertThat(ended.status()).isZero();
    assertThat(ended.err()).hasLineCount(1).contains("the collector did not take everything");
    JsonNode run = onlyRun();
    assertThat(sent.of(run.path("trace_id").asText()))
        .extracting(OtlpJson::of)
        .containsExactlyInAnyOrderElementsOf(
            Files.readAllLines(folder(run).resolve("trace.jsonl")));
  }

  @Test
  void jobsFollowOneAnotherInOneProcessUntilOneFailsAndEachBeginsWhenItIsAskedFor()
      throws Exception {
    String[] files = {file("a.csv"), file("fail.csv"), file("b.csv")};
    pipeline.run(
        Stream.concat(Stream.of("--no-ui", "--out", out.toString()), Stream.of(files))
            .toArray(String[]::new));

    assertThat(processes("a-", "clean", "process")).hasSize(1);
    assertThat(processes("fail-", "clean")).isEqualTo(processes("a-", "clean"));
    assertThat(processes("b-", "clean", "process"))
        .hasSize(1)
        .doesNotContainAnyElementsOf(processes("a-", "clean"));
    for (JsonNode run : LocalCommandProcess.runs(out)) {
      TraceFileTree trace = trace(run);
      for (JsonNode call : trace.named("Glue")) {
        assertThat(trace.children(call))
            .singleElement()
            .satisfies(
                job ->
                    assertThat(job.path("startTimeUnixNano").asLong())
                        .isGreaterThanOrEqualTo(call.path("startTimeUnixNano").asLong()));
      }
    }
  }

  @Test
  void aFailedJobsExceptionIsInTheTraceAndItsCauseOnTheTerminal() throws Exception {
    var ended = pipeline.run("--no-ui", "--out", out.toString(), file("fail.csv"), file("ok.csv"));

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.err())
        .hasLineCount(1)
        .contains("failed: column 'price' is missing from input/fail.csv");
    JsonNode failed = run("FAILED");
    assertThat(failed.path("cause").asText())
        .isEqualTo("column 'price' is missing from input/fail.csv");
    TraceFileTree trace = trace(failed);
    assertThat(trace.roots()).hasSize(1);
    assertThat(trace.orphans()).isEmpty();
    assertThat(trace.spans())
        .filteredOn(TraceFileTree::isError)
        .extracting(span -> span.path("name").asText())
        .contains("Glue Job Execution", "Glue", "Clean", "spanglue");
    assertThat(trace.named("Process")).isEmpty();
    assertThat(run("SUCCEEDED").path("run_id").asText()).startsWith("ok-");
  }

  /** Signed requests, which what stands for AWS here takes from the run's own jobs alone. */
  @ParameterizedTest
  @ValueSource(strings = {"direct", "otlp"})
  void jobsThatSignForThemselvesShowTheSameTree(String route) throws Exception {
    var ended =
        pipeline.run(
            "--no-ui",
            "--traces",
            route,
            "--out",
            out.toString(),
            file("ok.csv"),
            file("fail.csv"));

    assertThat(ended.err()).hasLineCount(1).contains("failed: column 'price' is missing");
    TraceFileTree good = trace(run("SUCCEEDED"));
    assertThat(good.traceIds()).containsExactly(run("SUCCEEDED").path("trace_id").asText());
    assertThat(good.roots()).hasSize(1);
    assertThat(good.orphans()).isEmpty();
    assertThat(good.named("Glue Job Execution"))
        .extracting(job -> good.path(job).get(4) + " " + good.service(job))
        .containsExactly("Clean spanglue-cleaning", "Process spanglue-processing");
    for (String job : List.of("spanglue-cleaning", "spanglue-processing")) {
      assertThat(good.named("write " + job))
          .extracting(span -> good.path(span).get(6))
          .containsExactly("Glue Job Execution");
    }
    assertThat(MetricsFile.sums(folder(run("SUCCEEDED")).resolve("metrics.jsonl")).keySet())
        .contains(new MetricsFile.Series("spans_dropped", Map.of("job_name", "spanglue-cleaning")));
    TraceFileTree bad = trace(run("FAILED"));
    assertThat(bad.orphans()).isEmpty();
    assertThat(bad.named("Glue Job Execution"))
        .hasSize(1)
        .allMatch(TraceFileTree::isError)
        .allSatisfy(
            job -> assertThat(job.path("events").toString()).contains("'price' is missing"));
  }

  @Test
  void theCausesOfRefusedFilesAreTheFunctionsReasons() throws Exception {
    Path text = Files.writeString(work.resolve("listings.txt"), "some text");
    Path empty = Files.createFile(work.resolve("empty.csv"));

    var ended = pipeline.run("--no-ui", "--out", out.toString(), text.toString(), empty.toString());

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.err().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("the name does not end in"),
            line -> assertThat(line).contains("the object has no bytes"));
    List<JsonNode> runs = LocalCommandProcess.runs(out);
    assertThat(runs)
        .extracting(run -> run.path("cause").asText())
        .satisfiesExactlyInAnyOrder(
            cause -> assertThat(cause).contains("refused input/listings.txt", "does not end in"),
            cause -> assertThat(cause).contains("refused input/empty.csv", "has no bytes"));
    for (JsonNode run : runs) {
      assertThat(trace(run).roots()).hasSize(1);
      assertThat(trace(run).orphans()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void aSignalDuringAJobLeavesNoProcessAndNoTemporaryFile(String signal, int status)
      throws Exception {
    try (var running = pipeline.start("--out", out.toString(), file("hang.csv"))) {
      running.awaitOutput("runs Glue job");
      List<ProcessHandle> children = running.awaitChildren(FUNCTION_INTERPRETER_UI_AND_JOB);

      running.signal(signal);
      var ended = running.end();

      assertThat(ended.status()).isEqualTo(status);
      assertThat(ended.err()).isEmpty();
      assertThat(children).noneMatch(ProcessHandle::isAlive);
      assertThat(running.leftInTemp()).isEmpty();
    }
  }

  @Test
  void theProcessesOfAKilledRunnerEndThemselves() throws Exception {
    try (var running = pipeline.start("--out", out.toString(), file("hang.csv"))) {
      running.awaitOutput("runs Glue job");
      List<ProcessHandle> children = running.awaitChildren(FUNCTION_INTERPRETER_UI_AND_JOB);

      running.signal("KILL");

      LocalCommandProcess.await(
          "the end of " + children, () -> children.stream().noneMatch(ProcessHandle::isAlive));
    }
  }

  /** A run that succeeds, and one that fails: one start of the UI shows both. */
  @Test
  void theUiTakesAnotherPortThanABusyOneShowsTheRunsAndCtrlCEndsItWithTheirStatus()
      throws Exception {
    try (var busy = new ServerSocket()) {
      busy.setReuseAddress(true);
      bindUnlessBusy(busy);
      try (var running =
          pipeline.start("--out", out.toString(), file("ok.csv"), file("fail.csv"))) {
        running.awaitOutput("Ctrl-C");
        assertThat(running.out()).doesNotContain(":9411/");
        TraceUi ui = TraceUi.of(running.out());
        assertThat(ui.services())
            .containsExactlyInAnyOrder(
                "spanglue-upload",
                "spanglue-trigger",
                "spanglue",
                "spanglue-cleaning",
                "spanglue-processing");
        assertThat(ui.links())
            .containsExactlyInAnyOrder(
                "spanglue-upload > spanglue-trigger: 2, failed 0",
                "spanglue-trigger > spanglue: 2, failed 1",
                "spanglue > spanglue-cleaning: 2, failed 1",
                "spanglue > spanglue-processing: 1, failed 0");
        assertThat(ui.names(run("SUCCEEDED")))
            .contains("upload", "start execution", "Clean", "Process", "Glue Job Execution");
        assertThat(ui.failures(run("SUCCEEDED"))).isEmpty();
        assertThat(ui.failures(run("FAILED")))
            .containsKeys("spanglue", "Clean", "Glue", "Glue Job Execution")
            .containsEntry(
                "write spanglue-cleaning", "column 'price' is missing from input/fail.csv");
        List<ProcessHandle> children = running.children();

        running.signal("INT");

        assertThat(running.end().status()).isEqualTo(1);
        assertThat(children).isNotEmpty().noneMatch(ProcessHandle::isAlive);
      }
    }
  }

  @Test
  void twoRunsAtOnceOnOneFolderHaveEachTheirOwnInputAndTrace() throws Exception {
    Path other = Files.createDirectories(work.resolve("other")).resolve("same.csv");
    Files.writeString(other, "id\n2\n");
    try (var first = pipeline.start("--no-ui", "--out", out.toString(), file("same.csv"));
        var second = pipeline.start("--no-ui", "--out", out.toString(), other.toString())) {
      assertThat(first.end().status()).as(first.err()).isZero();
      assertThat(second.end().status()).as(second.err()).isZero();
    }

    assertThat(LocalCommandProcess.runs(out)).hasSize(2);
    for (JsonNode run : LocalCommandProcess.runs(out)) {
      assertThat(trace(run).traceIds()).containsExactly(run.path("trace_id").asText());
      assertThat(trace(run).named("Glue Job Execution")).hasSize(2);
    }
    assertThat(out.resolve("bucket/input/same.csv")).isRegularFile();
    assertThat(out.resolve("bucket/input/2/same.csv")).isRegularFile();
  }

  private static void bindUnlessBusy(ServerSocket socket) {
    try {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9411));
    } catch (IOException e) {
      // Somebody else has it: busy all the same.
      assertThat(socket.isBound()).isFalse();
    }
  }

  private String file(String name) throws IOException {
    return Files.writeString(work.resolve(name), "id,name\n1,a\n").toString();
  }

  /** The processes that a run's states had their jobs in. */
  private Set<String> processes(String run, String... states) throws IOException {
    Set<String> processes = new TreeSet<>();
    for (JsonNode found : LocalCommandProcess.runs(out)) {
      for (String state : states) {
        if (found.path("run_id").asText().startsWith(run)) {
          Files.readAllLines(folder(found).resolve(state + ".log")).stream()
              .filter(line -> line.contains("in process "))
              .map(line -> line.substring(line.lastIndexOf(' ')))
              .forEach(processes::add);
        }
      }
    }
    return processes;
  }

  private JsonNode onlyRun() throws IOException {
    List<JsonNode> runs = LocalCommandProcess.runs(out);
    assertThat(runs).hasSize(1);
    return runs.get(0);
  }

  private JsonNode run(String status) throws IOException {
    return LocalCommandProcess.runs(out).stream()
        .filter(run -> run.path("status").asText().equals(status))
        .findFirst()
        .orElseThrow();
  }

  private Path folder(JsonNode run) {
    return out.resolve(run.path("run_id").asText());
  }

  private TraceFileTree trace(JsonNode run) throws IOException {
    return TraceFileTree.read(folder(run).resolve("trace.jsonl"));
  }
}
