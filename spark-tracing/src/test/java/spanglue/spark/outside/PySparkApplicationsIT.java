package spanglue.spark.outside;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import spanglue.spark.Gaps;
import spanglue.tracing.JobTracing;
import spanglue.tracing.OtlpReceiver;

/**
 * Applications whose outcome, counts or names are easily mistaken, one after the other in one
 * Python process: each has a root of its own, and what it says is true.
 */
class PySparkApplicationsIT {
  private static final Duration LIMIT = Duration.ofMinutes(20);
  private static final String HEADER =
      "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";

  @TempDir static Path folder;
  private static OtlpReceiver receiver;
  private static String output = "";

  @BeforeAll
  static void run() throws InterruptedException {
    assumeTrue(
        PySpark.ofTheBuild().installed(),
        "no python3 when the build looked for one: PySpark not tested");
    receiver = new OtlpReceiver();
    Submission submission =
        new Submission("local[2]")
            .traced(receiver.url(), HEADER)
            .conf("spark.log.level", "WARN")
            .conf("spark.sql.warehouse.dir", folder.resolve("warehouse").toString())
            .option("--jars", ShadedJar.PATH.toString());
    try (TestProcess program =
        PySpark.ofTheBuild()
            .submit(submission, "applications.py", names().toArray(String[]::new))) {
      int code = program.exitCode(LIMIT);
      output = program.output();
      assertThat(code).as("%s", output).isZero();
    }
  }

  @AfterAll
  static void hangUp() {
    if (receiver != null) {
      receiver.close();
    }
  }

  private static List<String> names() {
    return List.of(
        "retry",
        "probe",
        "probe_of_a_column",
        "last_fails",
        "cancel_group",
        "cancel_tag",
        "cancel_all",
        "stop_query",
        "stop_query_of_batches",
        "batches_fail",
        "broadcast_times_out",
        "limit",
        "threads",
        "partitions",
        "many",
        "wide",
        "names",
        "streaming");
  }

  @ParameterizedTest
  @MethodSource("names")
  void eachHasARootThatIsNoErrorSinceItEndedWell(String name) {
    assertThat(root(name).getStatus().getCode())
        .as("%s", TraceTree.of(receiver.spans()))
        .isNotEqualTo(StatusCode.STATUS_CODE_ERROR);
    assertThat(of(name, "outcome")).isEqualTo("unknown");
    assertThat(attributes(name)).doesNotContainKey("spanglue.tracing.error_count");
  }

  @ParameterizedTest
  @MethodSource("names")
  void whatIsSentAndWhatFoldedIsAllThatRan(String name) {
    Object folded = attributes(name).getOrDefault("spanglue.folded.total", 0L);
    assertThat(below(root(name)).size() + (long) folded)
        .isEqualTo((long) of(name, "spark.action.count") + (long) of(name, "spark.stage.count"));
  }

  @Test
  void thereIsNoOtherRoot() {
    assertThat(receiver.spans())
        .filteredOn(span -> span.getName().equals(JobTracing.ROOT_NAME))
        .hasSameSizeAs(names());
  }

  @Test
  void failuresThatTheProgramDealsWithAreFiguresOfTheRoot() {
    assertThat(attributes("retry"))
        .containsEntry("spanglue.actions.failed", 2L)
        .containsEntry("spanglue.actions.cancelled", 0L);
    assertThat((String) of("retry", "spanglue.actions.first_failed"))
        .contains("another writer was first");
    assertThat(children(root("retry")).stream().filter(PySparkApplicationsIT::failed))
        .hasSize(2)
        .allSatisfy(
            action ->
                assertThat(action.getEventsList().toString()).contains("another writer was first"));
    assertThat(of("last_fails", "spanglue.actions.failed")).isEqualTo(1L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"probe", "probe_of_a_column", "limit", "threads", "partitions", "wide"})
  void nothingFailedOrWasCancelled(String name) {
    assertThat(attributes(name))
        .containsEntry("spanglue.actions.failed", 0L)
        .containsEntry("spanglue.actions.cancelled", 0L);
    assertThat(below(root(name))).noneMatch(PySparkApplicationsIT::failed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cancel_group", "cancel_tag", "cancel_all"})
  void whatIsCancelledDidNotFailAndItsTasksCount(String name) {
    assertThat(attributes(name))
        .containsEntry("spanglue.actions.failed", 0L)
        .containsEntry("spanglue.actions.cancelled", 1L)
        .containsEntry("spark.task.count", 5L);
    assertThat(below(root(name))).noneMatch(PySparkApplicationsIT::failed);
    assertThat(children(root(name)))
        .extracting(action -> OtlpReceiver.attributes(action).get("spark.task.count"))
        .containsExactly(2L, 3L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stop_query", "stop_query_of_batches"})
  void aStoppedQueryIsCancelled(String name) {
    assertThat(attributes(name)).containsEntry("spanglue.actions.failed", 0L);
    assertThat((long) of(name, "spanglue.actions.cancelled")).isPositive();
  }

  @Test
  void aBatchThatFailsIsAFailedAction() {
    assertThat((long) of("batches_fail", "spanglue.actions.failed")).isPositive();
  }

  @Test
  void aBroadcastThatTakesTooLongFailedThoughSparkCancelsItsJobs() {
    assertThat(attributes("broadcast_times_out")).containsEntry("spanglue.actions.failed", 1L);
    assertThat((String) of("broadcast_times_out", "spanglue.actions.first_failed"))
        .contains("2 secs");
  }

  @Test
  void actionsOfManyThreadsKeepTheirNames() {
    assertThat(of("threads", "spark.action.count")).isEqualTo(60L);
    assertThat(children(root("threads")))
        .extracting(Span::getName)
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("query \\d{3}"));
  }

  @Test
  void whatAQueryRunsToPlanItselfIsUnderIt() {
    assertThat(children(root("partitions")))
        .extracting(Span::getName)
        .isNotEmpty()
        .noneMatch(name -> name.startsWith("Listing leaf files"));
  }

  @Test
  void manyActionsAreCounted() {
    assertThat(attributes("many"))
        .containsEntry("spark.action.count", 2_001L)
        .containsEntry("spark.stage.count", 2_002L)
        .containsEntry("spark.task.count", 2_501L);
  }

  @Test
  void streamingIsWarnedOfOnceAnApplication() {
    assertThat(output.lines().filter(line -> line.contains("streaming is not traced as such")))
        .hasSize(4);
    assertThat(of("streaming", "spanglue.actions.failed")).isEqualTo(0L);
  }

  @Test
  void namesAreOneLineThatXRayTakes() {
    List<String> names = children(root("names")).stream().map(Span::getName).toList();

    assertThat(names)
        .hasSize(11)
        .allSatisfy(
            name -> {
              assertThat(name).isNotBlank().doesNotContainPattern("[\\p{Cntrl}\uFFFD?]");
              assertThat(name.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(200);
            })
        .noneMatch(name -> name.contains("href"))
        .contains("count, then write", "$Proxy17.load()");
  }

  private static Map<String, Object> attributes(String name) {
    return OtlpReceiver.attributes(root(name));
  }

  private static Object of(String name, String attribute) {
    return attributes(name).getOrDefault(attribute, "absent");
  }

  private static Span root(String name) {
    return receiver.spans().stream()
        .filter(span -> name.equals(OtlpReceiver.attributes(span).get("job_name")))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no root of " + name + "; output:\n" + output));
  }

  private static List<Span> children(Span parent) {
    String id = OtlpReceiver.id(parent);
    return receiver.spans().stream()
        .filter(span -> OtlpReceiver.parent(span).equals(id) && !Gaps.isGap(span))
        .toList();
  }

  private static List<Span> below(Span top) {
    List<Span> all = new ArrayList<>();
    for (Span child : children(top)) {
      all.add(child);
      all.addAll(below(child));
    }
    return all;
  }

  private static boolean failed(Span span) {
    return span.getStatus().getCode() == StatusCode.STATUS_CODE_ERROR;
  }
}
