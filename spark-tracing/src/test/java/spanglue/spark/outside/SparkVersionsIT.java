package spanglue.spark.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import spanglue.spark.vocabulary.SparkAttribute;
import spanglue.tracing.JobTracing;
import spanglue.tracing.LiveAndReplayed;
import spanglue.tracing.OtlpReceiver;

/** TPC-H's 22 queries in Python, on each version of Spark that the README names for the jar. */
class SparkVersionsIT {
  private static final Path BUILD = Path.of(System.getProperty("spanglue.build")).toAbsolutePath();
  private static final Path TABLES = BUILD.resolve("tpch/tables");
  private static final Path QUERIES = BUILD.resolve("tpch-queries/tpch");
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final String NOTICE = "Spanglue: this is Spark ";

  @TempDir Path folder;

  static Stream<String> versions() {
    return Stream.of(System.getProperty("spanglue.spark.versions").split(" "));
  }

  @ParameterizedTest
  @MethodSource("versions")
  void theTraceCountsWhatTheEventLogCounts(String version) throws Exception {
    PySpark spark = PySpark.in(BUILD.resolve("pyspark-" + version));
    assumeTrue(spark.installed(), "no python3 when the build looked for one");
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      Submission submission =
          new Submission("local[2]")
              .traced(receiver.url(), "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1")
              .eventLog(folder)
              .conf("spark.ui.enabled", "true")
              .conf("spark.ui.port", "0")
              .option("--jars", ShadedJar.PATH.toString());
      String output = outputOf(spark, submission);

      // Python's lines and those of the JVM's log share a pipe: one may begin inside another.
      assertThat(Pattern.compile("q\\d+: \\d+ rows").matcher(output).results())
          .as("%s", output)
          .hasSize(22);
      Seen seen = Seen.in(folder);
      Map<String, Object> root = OtlpReceiver.attributes(receiver.span(JobTracing.ROOT_NAME));

      assertThat(root)
          .containsEntry(SparkAttribute.JOB_COUNT.key(), seen.jobs())
          .containsEntry(SparkAttribute.STAGE_COUNT.key(), seen.stages())
          .containsEntry(SparkAttribute.TASK_COUNT.key(), seen.tasks());
      boolean known = !version.startsWith("3.4.");
      assertThat(output.lines().filter(line -> line.contains(NOTICE))).hasSize(known ? 0 : 1);
      if (known) {
        assertThat(root)
            .containsEntry(SparkAttribute.ACTION_COUNT.key(), seen.actions())
            .doesNotContainKey(SparkAttribute.TRACING_ERRORS.key());
        figuresAreThoseOfSparksOwnPages(root, output);
      }
      theLogGivesTheSameTrace(spark, receiver);
    }
  }

  private static void figuresAreThoseOfSparksOwnPages(Map<String, Object> root, String output)
      throws IOException {
    int told = output.indexOf("rest: {");
    assertThat(told).as("%s", output).isNotNegative();
    JsonNode rest = new ObjectMapper().readTree(output.substring(told + "rest: ".length()));
    assertThat(root)
        .containsEntry(SparkAttribute.JOB_COUNT.key(), rest.get("jobs").asLong())
        .containsEntry(SparkAttribute.STAGE_COUNT.key(), rest.get("stages").asLong())
        .containsEntry(SparkAttribute.TASK_COUNT.key(), rest.get("numCompleteTasks").asLong())
        .containsEntry(
            SparkAttribute.TASK_CPU_TIME.key(),
            TimeUnit.NANOSECONDS.toMillis(rest.get("executorCpuTime").asLong()) / 1e3)
        .containsEntry(SparkAttribute.TASK_GC_TIME.key(), rest.get("jvmGcTime").asLong() / 1e3)
        .containsEntry(SparkAttribute.INPUT_ROWS.key(), rest.get("inputRecords").asLong())
        .containsEntry(SparkAttribute.INPUT_BYTES.key(), rest.get("inputBytes").asLong())
        .containsEntry(
            SparkAttribute.SHUFFLE_READ_BYTES.key(), rest.get("shuffleReadBytes").asLong())
        .containsEntry(
            SparkAttribute.SHUFFLE_WRITE_BYTES.key(), rest.get("shuffleWriteBytes").asLong());
    assertThat(rest.get("inputRecords").asLong()).isGreaterThan(100_000);
    assertThat(rest.get("shuffleWriteBytes").asLong()).isGreaterThan(100_000);
  }

  private void theLogGivesTheSameTrace(PySpark spark, OtlpReceiver live) throws Exception {
    try (OtlpReceiver replayed = new OtlpReceiver();
        TestProcess explain =
            spark.submitClass(
                "spanglue.spark.Explain",
                ShadedJar.PATH,
                List.of("--otlp", replayed.url(), folder.toString()))) {
      assertThat(explain.exitCode(LIMIT)).as("%s", explain.output()).isZero();
      LiveAndReplayed.areTheSame(live, replayed);
    }
  }

  private static String outputOf(PySpark spark, Submission submission) throws Exception {
    try (TestProcess program =
        spark.submit(submission, "tpch.py", TABLES.toString(), QUERIES.toString())) {
      assertThat(program.exitCode(LIMIT)).as("%s", program.output()).isZero();
      return program.output();
    }
  }

  /** What an event log counts. An action is an SQL execution or a job that no other asked for. */
  private record Seen(long actions, long jobs, long stages, long tasks) {
    private static final String SQL_START =
        "org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionStart";

    static Seen in(Path folder) throws IOException {
      long[] counts = new long[4];
      ObjectMapper json = new ObjectMapper();
      try (Stream<Path> files = Files.list(folder)) {
        List<Path> logs = files.filter(file -> !file.toString().endsWith(".crc")).toList();
        assertThat(logs).hasSize(1);
        for (String line : Files.readAllLines(logs.get(0))) {
          JsonNode event = json.readTree(line);
          counted(event).forEach(counted -> counts[counted]++);
        }
      }
      return new Seen(counts[0], counts[1], counts[2], counts[3]);
    }

    /** The places of the counts that an event adds to. */
    private static IntStream counted(JsonNode event) {
      JsonNode root = event.path("rootExecutionId");
      return switch (event.get("Event").asText()) {
        case SQL_START ->
            root.isNumber() && root.asLong() != event.get("executionId").asLong()
                ? IntStream.empty()
                : IntStream.of(0);
        case "SparkListenerJobStart" ->
            event.path("Properties").has("spark.sql.execution.id")
                ? IntStream.of(1)
                : IntStream.of(0, 1);
        case "SparkListenerStageCompleted" -> IntStream.of(2);
        case "SparkListenerTaskEnd" -> IntStream.of(3);
        default -> IntStream.empty();
      };
    }
  }
}
