package spanglue.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.SparkConf;
import org.apache.spark.io.CompressionCodec$;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import spanglue.tracing.LocalServer;
import spanglue.tracing.OtlpReceiver;

/**
 * Spark's own event logs, of Spark 1.2 to 3.4, and what its history server says of them: its tests
 * hold both.
 */
class ExplainTest {
  private static final Path LOGS = Path.of("target", "spark-logs");
  private static final Path EVENTS = LOGS.resolve("spark-events");
  private static final Path SHELL = EVENTS.resolve("local-1642039451826");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  static Stream<Path> logs() throws IOException {
    try (Stream<Path> files = Files.walk(LOGS)) {
      return files
          .filter(file -> Files.isRegularFile(file) && file.toString().contains("spark-events"))
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("logs")
  void timeAddsUpInEveryLog(Path log) {
    JsonNode run = document(log);

    long wall = run.at("/time/wall_ms").asLong();
    long start = run.at("/application/start_ms").asLong();
    assertThat(sum(run.at("/time/classes"))).isEqualTo(wall);
    assertThat(sum(run.at("/critical_path/classes"))).isEqualTo(wall);
    if (run.at("/application/complete").asBoolean()) {
      assertThat(run.at("/application/end_ms").asLong() - start).isEqualTo(wall);
    }
    for (JsonNode action : run.at("/actions")) {
      assertThat(action.get("start_ms").asLong()).isBetween(start, start + wall);
      assertThat(action.get("end_ms").asLong()).isBetween(start, start + wall);
      assertThat(sum(action.get("time"))).isLessThanOrEqualTo(wall);
    }
  }

  @Test
  void allLogsOfSparksTestsAreThere() throws IOException {
    assertThat(logs()).hasSizeGreaterThanOrEqualTo(18 + 4);
  }

  /** Name, start, end, and version of each attempt of each application that ended. */
  @Test
  void applicationsAreThoseOfTheHistoryServer() throws IOException {
    List<String> expected = new ArrayList<>();
    for (JsonNode application : expectation("application_list_json")) {
      for (JsonNode attempt : application.get("attempts")) {
        expected.add(
            "%s %s %s %s %s %s"
                .formatted(
                    application.get("id").asText(),
                    application.get("name").asText(),
                    attempt.get("appSparkVersion").asText(),
                    attempt.get("startTimeEpoch").asText(),
                    attempt.get("endTimeEpoch").asText(),
                    attempt.get("duration").asText()));
      }
    }
    List<String> explained = new ArrayList<>();
    for (JsonNode run : documents(EVENTS)) {
      JsonNode application = run.get("application");
      explained.add(
          "%s %s %s %s %s %s"
              .formatted(
                  application.get("id").asText(),
                  application.get("name").asText(),
                  application.get("spark_version").asText("").replace("null", ""),
                  application.get("start_ms").asText(),
                  application.get("end_ms").asText(),
                  run.at("/time/wall_ms").asText()));
    }
    // Two copies of one log have one id, and so are one of the history server's applications.
    assertThat(explained).containsAll(expected);
    assertThat(expected).hasSizeGreaterThanOrEqualTo(17);
  }

  /**
   * What the history server says that an application's executors did. Their durations and
   * collections are not among it where an executor is said to be that of all its tasks' time.
   */
  @ParameterizedTest
  @CsvSource({
    "local-1422981780767, executor_list_json",
    "application_1553914137147_0018, executor_list_with_executor_metrics_json",
    "app-20161116163331-0000, executor_memory_usage",
    "app-20161116163331-0000, executor_node_excludeOnFailure",
    "app-20161115172038-0000, executor_node_excludeOnFailure_unexcluding",
    "application_1555004656427_0144, executor_resource_information",
  })
  void totalsAreThoseOfTheHistoryServersExecutors(String log, String expectation)
      throws IOException {
    JsonNode executors = expectation(expectation);
    JsonNode totals = document(EVENTS.resolve(log)).get("totals");

    assertThat(totals.get("tasks").asLong()).isEqualTo(sum(executors, "totalTasks"));
    assertThat(totals.get("tasks_failed").asLong()).isEqualTo(sum(executors, "failedTasks"));
    assertThat(totals.get("bytes_in").asLong()).isEqualTo(sum(executors, "totalInputBytes"));
    assertThat(totals.get("shuffle_write_bytes").asLong())
        .isEqualTo(sum(executors, "totalShuffleWrite"));
    if (executors.size() > 1) {
      // The driver's is that of the application, and it runs no tasks.
      assertThat(totals.get("task_ms").asLong())
          .isEqualTo(
              sum(executors, "totalDuration") - driver(executors).get("totalDuration").asLong());
      assertThat(totals.get("gc_ms").asLong()).isEqualTo(sum(executors, "totalGCTime"));
    }
  }

  /** Stage attempts with their tasks, times, rows and bytes. */
  @ParameterizedTest
  @CsvSource({
    "local-1422981780767, stage_list_json",
    "app-20200706201101-0003, stage_list_with_peak_metrics",
    "local-1426533911241, stage_list_with_accumulable_json",
  })
  void stagesAreThoseOfTheHistoryServer(String log, String expectation) throws IOException {
    List<String> expected = new ArrayList<>();
    for (JsonNode stage : expectation(expectation)) {
      if (!stage.get("status").asText().equals("SKIPPED")) {
        expected.add(
            "%s.%s: %d tasks, %s failed, in %s rows %s bytes, out %s rows %s bytes, shuffle %s %s, spill %s, cpu %d"
                .formatted(
                    stage.get("stageId").asText(),
                    stage.get("attemptId").asText(),
                    stage.get("numCompleteTasks").asLong() + stage.get("numFailedTasks").asLong(),
                    stage.get("numFailedTasks").asText(),
                    stage.get("inputRecords").asText(),
                    stage.get("inputBytes").asText(),
                    stage.get("outputRecords").asText(),
                    stage.get("outputBytes").asText(),
                    stage.get("shuffleReadBytes").asText(),
                    stage.get("shuffleWriteBytes").asText(),
                    stage.get("diskBytesSpilled").asText(),
                    stage.get("executorCpuTime").asLong() / 1_000_000));
      }
    }
    List<String> explained = new ArrayList<>();
    for (JsonNode action : document(EVENTS.resolve(log)).get("actions")) {
      for (JsonNode stage : action.get("stages")) {
        JsonNode totals = stage.get("totals");
        explained.add(
            "%s.%s: %s tasks, %s failed, in %s rows %s bytes, out %s rows %s bytes, shuffle %s %s, spill %s, cpu %s"
                .formatted(
                    stage.get("id").asText(),
                    stage.get("attempt").asText(),
                    totals.get("tasks").asText(),
                    totals.get("tasks_failed").asText(),
                    totals.get("rows_in").asText(),
                    totals.get("bytes_in").asText(),
                    totals.get("rows_out").asText(),
                    totals.get("bytes_out").asText(),
                    totals.get("shuffle_read_bytes").asText(),
                    totals.get("shuffle_write_bytes").asText(),
                    totals.get("spill_bytes").asText(),
                    totals.get("cpu_ms").asText()));
      }
    }
    assertThat(explained).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void jobsAreThoseOfTheHistoryServer() throws IOException {
    JsonNode jobs = expectation("job_list_json");
    JsonNode run = document(EVENTS.resolve("local-1422981780767"));

    assertThat(run.at("/totals/jobs").asLong()).isEqualTo(jobs.size());
    assertThat(run.at("/totals/stages").asLong())
        .isEqualTo(sum(jobs, "numCompletedStages") + sum(jobs, "numFailedStages"));
    assertThat(run.at("/totals/tasks").asLong())
        .isEqualTo(sum(jobs, "numCompletedTasks") + sum(jobs, "numFailedTasks"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"zstd", "lz4", "snappy", "lzf", "gz"})
  void whatALogIsCompressedWithDoesNotMatter(String codec) throws IOException {
    Path packed = folder.resolve("log-of-any-name");
    try (OutputStream file = compressed(Files.newOutputStream(packed), codec)) {
      Files.copy(SHELL, file);
    }

    assertThat(document(packed).get("time")).isEqualTo(document(SHELL).get("time"));
  }

  @Test
  void aRolledLogIsReadInOrder() throws IOException {
    Path rolled = Files.createDirectory(folder.resolve("eventlog_v2_local-1"));
    List<String> lines = Files.readAllLines(SHELL);
    Files.createFile(rolled.resolve("appstatus_local-1"));
    Files.writeString(rolled.resolve("events_1_local-1"), "compacted since");
    Files.write(rolled.resolve("events_1_local-1.compact"), lines.subList(0, 60));
    Files.write(rolled.resolve("events_2_local-1"), lines.subList(60, 100));
    Files.write(rolled.resolve("events_10_local-1"), lines.subList(100, lines.size()));

    JsonNode run = document(rolled);
    assertThat(run.get("totals")).isEqualTo(document(SHELL).get("totals"));
    assertThat(texts(run.get("notes"))).containsExactly("7 files of the rolled log are missing.");
    assertThat(documents(folder)).hasSize(1);
  }

  @Test
  void brokenLinesAndUnknownEventsAreToldAndTheRestExplained() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(SHELL));
    lines.add(5, "{\"Event\":\"SparkListenerJobStart\",\"Job ID\":");
    lines.add(9, "no JSON at all");
    lines.add(20, "{\"Event\":\"SparkListenerOfTomorrow\",\"When\":1}");
    Path log = Files.write(folder.resolve("log"), lines);

    JsonNode run = document(log);

    assertThat(run.get("totals")).isEqualTo(document(SHELL).get("totals"));
    assertThat(texts(run.get("notes")))
        .contains(
            "2 lines could not be read as an event; the first is line 6.",
            "Events of 1 unknown kind were left out: SparkListenerOfTomorrow.");
  }

  @Test
  void aCutLogIsExplainedToWhereItEnds() throws IOException {
    String text = Files.readString(SHELL);
    Path log = Files.writeString(folder.resolve("log.inprogress"), text.substring(0, 300_000));

    JsonNode run = document(log);

    assertThat(run.at("/application/complete").asBoolean()).isFalse();
    assertThat(run.at("/application/end_ms").isNull()).isTrue();
    assertThat(sum(run.at("/time/classes"))).isEqualTo(run.at("/time/wall_ms").asLong());
    assertThat(texts(run.get("notes")))
        .anyMatch(note -> note.contains("last line is cut"))
        .anyMatch(note -> note.contains("does not tell the application's end"));
  }

  @Test
  void aCutCompressedLogIsExplainedToWhereItEnds() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(packed)) {
      Files.copy(SHELL, gzip);
    }
    Path log = folder.resolve("log.gz");
    Files.write(log, java.util.Arrays.copyOf(packed.toByteArray(), packed.size() / 2));

    JsonNode run = document(log);

    assertThat(run.at("/totals/jobs").asLong()).isPositive();
    assertThat(texts(run.get("notes"))).anyMatch(note -> note.contains("can't be read beyond"));
  }

  @Test
  void whatIsNoEventLogIsToldAndNothingElse() throws IOException {
    Path text = Files.writeString(folder.resolve("listings.csv"), "id,name\n1,a\n2,b\n");
    Path empty = Files.createFile(folder.resolve("empty"));
    Path bytes = Files.write(folder.resolve("bytes"), new byte[100_000]);

    assertThat(run(text.toString())).isEqualTo(2);
    assertThat(err())
        .contains("listings.csv: this is no event log of Spark")
        .doesNotContain("\tat ");
    assertThat(run(empty.toString())).isEqualTo(2);
    assertThat(err()).contains("it is empty");
    assertThat(run(bytes.toString())).isEqualTo(2);
    assertThat(run(folder.resolve("absent").toString())).isEqualTo(2);
    assertThat(err()).contains("there is no such file or folder");
    assertThat(run(Files.createDirectory(folder.resolve("none")).toString())).isEqualTo(2);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void wrongUsageIsTold() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("--frobnicate", SHELL.toString())).isEqualTo(2);
    assertThat(err()).contains("unknown option --frobnicate", "Usage: explain");
    assertThat(run("--workers", "many", "--worker-type", "G.1X", SHELL.toString())).isEqualTo(2);
    assertThat(run("--workers", "2", SHELL.toString())).isEqualTo(2);
    assertThat(run("--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("Usage: explain");
  }

  @Test
  void theSummarySaysWhereTheTimeWent() {
    assertThat(run("--worker-type", "G.1X", "--workers", "10", SHELL.toString())).isZero();

    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("Spark shell  local-1642039451826  Spark 3.3.0-SNAPSHOT")
        .containsPattern("total +86\\.045 s +100\\.0 %")
        .contains("6 jobs, 6 stages, 35 tasks (0 failed), 8 slots at most")
        .containsPattern("\\d\\.\\d{4} US\\$ \\(10 x G\\.1X throughout");
  }

  @Test
  void aNameInALogDoesNotReachTheTerminalAsAnOrder() throws IOException {
    Path log =
        Files.writeString(
            folder.resolve("log"),
            Files.readString(SHELL).replace("Spark shell", "Spark\\u001b[2J\\r shell"));

    assertThat(run(log.toString())).isZero();

    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("shell")
        .doesNotContain("\u001b", "\r");
  }

  @Test
  void theDocumentGoesToAFile() throws IOException {
    Path file = folder.resolve("run.json");

    assertThat(run("--json", file.toString(), SHELL.toString())).isZero();

    assertThat(JSON.readTree(file.toFile()).get("schema_version").asInt()).isEqualTo(1);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("Where the time went");
  }

  @Test
  void thePageOfALogIsOneFile() throws IOException {
    Path file = folder.resolve("run.html");

    assertThat(run("--html", file.toString(), SHELL.toString())).as("%s", err()).isZero();

    assertThat(file).content().startsWith("<!DOCTYPE html>").contains("local-1642039451826");
    assertThat(Files.size(file)).isLessThan(1_500_000);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("Where the time went");
  }

  @Test
  void aPageIsOfOneLog() {
    Path file = folder.resolve("run.html");

    assertThat(run("--html", file.toString(), EVENTS.toString())).isEqualTo(2);

    assertThat(err()).contains("--html takes one log, and there are 18");
    assertThat(file).doesNotExist();
  }

  @Test
  void theTraceThatIsWrittenIsTheOneThatIsSent() throws IOException {
    Path file = Files.writeString(folder.resolve("trace.jsonl"), "of an earlier run");
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      assertThat(run("--otlp", receiver.url(), "--trace", file.toString(), SHELL.toString()))
          .as("%s", err())
          .isZero();

      List<String> written = new ArrayList<>();
      for (String line : Files.readAllLines(file)) {
        for (JsonNode span : JSON.readTree(line).at("/resourceSpans/0/scopeSpans/0/spans")) {
          assertThat(span.get("spanId").asText()).matches("[0-9a-f]{16}");
          written.add(
              "%s %s %s %d"
                  .formatted(
                      span.get("name").asText(),
                      span.get("startTimeUnixNano").textValue(),
                      span.get("endTimeUnixNano").textValue(),
                      span.get("attributes").size()));
        }
      }
      assertThat(written)
          .containsExactlyInAnyOrderElementsOf(
              receiver.spans().stream()
                  .map(
                      span ->
                          "%s %s %s %d"
                              .formatted(
                                  span.getName(),
                                  span.getStartTimeUnixNano(),
                                  span.getEndTimeUnixNano(),
                                  span.getAttributesCount()))
                  .toList());
    }
  }

  @Test
  void aTraceThatCannotBeWrittenIsAFailure() {
    assertThat(run("--trace", folder.resolve("no/file").toString(), SHELL.toString())).isEqualTo(1);
    assertThat(err()).contains("no/file");
  }

  @Test
  void theTraceIsSentWithTheTimesOfTheRun() {
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      assertThat(run("--otlp", receiver.url(), SHELL.toString())).as("%s", err()).isZero();

      Span root = receiver.span("Glue Job Execution");
      assertThat(root.getStartTimeUnixNano()).isEqualTo(1_642_039_450_519L * 1_000_000);
      assertThat(root.getEndTimeUnixNano()).isEqualTo(1_642_039_536_564L * 1_000_000);
      assertThat(OtlpReceiver.attributes(root))
          .containsEntry("spark.app.id", "local-1642039451826")
          .containsEntry("spanglue.time.end", 8.083);
      assertThat(receiver.spans()).filteredOn(span -> !Gaps.isGap(span)).hasSize(1 + 2 + 6);
      assertThat(receiver.spans())
          .extracting(Span::getName)
          .contains("spark start", "driver", "planning", "end");
      assertChildrenAreInsideTheirParents(receiver.spans());
      assertThat(receiver.metrics()).isEmpty();
    }
  }

  @Test
  void theReceiverGetsWhatTheEnvironmentSaysAndNothingElseOfIt() {
    environment.put("OTEL_EXPORTER_OTLP_HEADERS", "x-api-key=k3y");
    environment.put("OTEL_EXPORTER_OTLP_COMPRESSION", "gzip");
    environment.put("OTEL_RESOURCE_ATTRIBUTES", "team=other");
    environment.put("TRACEPARENT", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    List<ExportTraceServiceRequest> requests = new CopyOnWriteArrayList<>();
    try (LocalServer server =
        new LocalServer(
            "/v1/traces",
            body -> {
              InputStream plain = new GZIPInputStream(new ByteArrayInputStream(body));
              requests.add(ExportTraceServiceRequest.parseFrom(plain));
              return new LocalServer.Answer(200, "");
            })) {
      assertThat(run("--otlp", server.url(), SHELL.toString())).as("%s", err()).isZero();

      assertThat(server.headers()).containsEntry("X-api-key", List.of("k3y"));
      Span root = OtlpReceiver.spans(requests.get(0)).get(0);
      assertThat(OtlpReceiver.parent(root)).isEmpty();
      assertThat(requests.get(0).getResourceSpans(0).getResource().toString())
          .doesNotContain("other");
    }
  }

  @Test
  void aReceiverThatIsNotThereIsToldInALine() {
    assertThat(run("--otlp", "http://127.0.0.1:1", SHELL.toString())).isEqualTo(1);
    assertThat(err()).containsPattern("of \\d\\d spans did not arrive at http://127.0.0.1:1");
  }

  private static void assertChildrenAreInsideTheirParents(List<Span> spans) {
    for (Span span : spans) {
      for (Span parent : spans) {
        if (OtlpReceiver.id(parent).equals(OtlpReceiver.parent(span))) {
          assertThat(span.getStartTimeUnixNano())
              .as(span.getName())
              .isGreaterThanOrEqualTo(parent.getStartTimeUnixNano());
          assertThat(span.getEndTimeUnixNano())
              .as(span.getName())
              .isLessThanOrEqualTo(parent.getEndTimeUnixNano());
        }
      }
    }
  }

  private int run(String... arguments) {
    err.reset();
    out.reset();
    return new Explain(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err),
            false,
            environment)
        .run(List.of(arguments));
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private JsonNode document(Path log) {
    List<JsonNode> documents = documents(log);
    assertThat(documents).hasSize(1);
    return documents.get(0);
  }

  private List<JsonNode> documents(Path log) {
    assertThat(run("--json", "-", log.toString())).as("%s", err).isZero();
    try (var documents = JSON.readerFor(JsonNode.class).<JsonNode>readValues(out.toByteArray())) {
      return documents.readAll();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode expectation(String name) throws IOException {
    return JSON.readTree(
        LOGS.resolve("HistoryServerExpectations").resolve(name + "_expectation.json").toFile());
  }

  private static JsonNode driver(JsonNode executors) {
    return StreamSupport.stream(executors.spliterator(), false)
        .filter(executor -> executor.get("id").asText().equals("driver"))
        .findFirst()
        .orElseThrow();
  }

  private static long sum(JsonNode list, String field) {
    long sum = 0;
    for (JsonNode one : list) {
      sum += one.get(field).asLong();
    }
    return sum;
  }

  private static long sum(JsonNode classes) {
    long sum = 0;
    for (JsonNode millis : classes) {
      sum += millis.asLong();
    }
    return sum;
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(one -> texts.add(one.asText()));
    return texts;
  }

  private static OutputStream compressed(OutputStream file, String codec) throws IOException {
    return codec.equals("gz")
        ? new GZIPOutputStream(file)
        : CompressionCodec$.MODULE$
            .createCodec(new SparkConf(false), codec)
            .compressedContinuousOutputStream(file);
  }
}
