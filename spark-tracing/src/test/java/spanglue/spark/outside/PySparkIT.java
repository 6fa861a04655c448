package spanglue.spark.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import spanglue.spark.Gaps;
import spanglue.spark.jobs.OtherListener;
import spanglue.tracing.LiveAndReplayed;
import spanglue.tracing.OtlpReceiver;

/** Python programs traced by the jar and the confs alone. */
class PySparkIT {
  private static final String PROGRAM = "scenario.py";
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Pattern WAITING = Pattern.compile("(waiting to be ended)");
  private static final int SIGTERM = 128 + 15;
  private static final String PARENT = "53995c3f42cd8ad8";
  private static final String HEADER =
      "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=" + PARENT + ";Sampled=1";

  @TempDir Path folder;
  private OtlpReceiver receiver;

  @BeforeAll
  static void thereIsPySpark() {
    assumeTrue(
        PySpark.ofTheBuild().installed(),
        "no python3 when the build looked for one: PySpark not tested");
  }

  @BeforeEach
  void listen() {
    receiver = new OtlpReceiver();
  }

  @AfterEach
  void hangUp() {
    receiver.close();
  }

  @Test
  void theOptionJarsIsEnough() throws Exception {
    assertThat(submit("stop", PySparkIT::jars)).isZero();
    thereAreRootActionsAndStages();
  }

  @Test
  void theConfSparkJarsIsEnough() throws Exception {
    assertThat(submit("stop", s -> s.conf("spark.jars", ShadedJar.PATH.toString()))).isZero();
    thereAreRootActionsAndStages();
  }

  @Test
  void withoutExecutorsTheDriversClassPathIsEnough() throws Exception {
    assertThat(submit("stop", s -> s.option("--driver-class-path", ShadedJar.PATH.toString())))
        .isZero();
    thereAreRootActionsAndStages();
  }

  @Test
  void theConfSparkJarsIsEnoughWherePythonStartsSpark() throws Exception {
    Submission submission = traced().conf("spark.jars", ShadedJar.PATH.toString());
    assertThat(run(PySpark.ofTheBuild().python(submission, PROGRAM, "stop"))).isZero();
    thereAreRootActionsAndStages();
  }

  @Test
  void otherListenersAreToldAsWell() throws Exception {
    Path others = Jar.ofPackages(folder.resolve("others.jar"), OtherListener.class);
    Submission submission =
        traced()
            .option("--jars", ShadedJar.PATH + "," + others)
            .conf("spark.extraListeners", OtherListener.class.getName())
            .conf("spark.sql.queryExecutionListeners", OtherListener.Queries.class.getName());
    try (TestProcess program = PySpark.ofTheBuild().submit(submission, PROGRAM, "stop")) {
      assertThat(program.exitCode(LIMIT)).as("%s", program.output()).isZero();
      assertThat(program.output()).contains("other listener: jobs true, queries true");
    }
    thereAreRootActionsAndStages();
  }

  @ParameterizedTest
  @ValueSource(strings = {"stop", "bad-udf-then-stop", "failed-write"})
  void theEventLogGivesTheSameTrace(String ending) throws Exception {
    PySpark spark = PySpark.ofTheBuild();
    try (OtlpReceiver replayed = new OtlpReceiver();
        TestProcess program = spark.submit(jars(traced().eventLog(folder)), PROGRAM, ending)) {
      program.exitCode(LIMIT);
      try (TestProcess explain =
          spark.submitClass(
              "spanglue.spark.Explain",
              ShadedJar.PATH,
              List.of("--otlp", replayed.url(), folder.toString()))) {
        assertThat(explain.exitCode(LIMIT)).as("%s", explain.output()).isZero();
      }
      LiveAndReplayed.areTheSame(receiver, replayed);
    }
  }

  @Test
  void theRunDocumentNeedsNoReceiver() throws Exception {
    Path document = folder.resolve("run.json");
    Submission submission =
        jars(new Submission("local[2]"))
            .conf("spark.plugins", "spanglue.spark.SparkTracingPlugin")
            .conf("spark.spanglue.run.document", document.toString());

    assertThat(run(PySpark.ofTheBuild().submit(submission, PROGRAM, "no-stop"))).isZero();
    assertThat(document)
        .content()
        .contains("\"kind\" : \"live\"", "\"name\" : \"python\"", "\"spark_start\"");
  }

  @Test
  void aProgramThatDoesNotStopItsSessionHasAWholeTrace() throws Exception {
    assertThat(submit("no-stop", PySparkIT::jars)).isZero();
    thereAreRootActionsAndStages();
  }

  @Test
  void anExceptionOutsideSparkReachesNoListener() throws Exception {
    assertThat(submit("exception", PySparkIT::jars)).isEqualTo(1);
    thereAreRootActionsAndStages();
    assertThat(rootAttribute("outcome")).isEqualTo("unknown");
  }

  @Test
  void anExitCodeReachesNoListenerEither() throws Exception {
    assertThat(submit("exit-3", PySparkIT::jars)).isEqualTo(3);
    thereAreRootActionsAndStages();
    assertThat(rootAttribute("outcome")).isEqualTo("unknown");
  }

  @Test
  void aFailingUdfFailsItsStageItsActionAndTheRoot() throws Exception {
    assertThat(submit("bad-udf", PySparkIT::jars)).isEqualTo(1);
    assertThat(receiver.spans().stream().filter(PySparkIT::failed))
        .extracting(span -> span.getName().replaceFirst("\\d+$", "N"))
        .contains("Glue Job Execution", "stage N")
        .hasSize(3);
    assertThat(receiver.spans().stream().filter(PySparkIT::failed))
        .allSatisfy(span -> assertThat(span.getStatus().getMessage()).contains("row 0 is bad"));
  }

  @ParameterizedTest
  @CsvSource({
    "stop-twice, 0, unknown, ''",
    "killed, 137, unknown, ''",
    "bad-udf-then-stop, 1, unknown, ''",
    "exit-in-udf, 1, failed, SystemExit",
    "failed-write, 1, failed, row is wrong"
  })
  void anotherWayToEnd(String ending, int exitCode, String outcome, String cause) throws Exception {
    assertThat(submit(ending, PySparkIT::jars)).isEqualTo(exitCode);
    assertThat(rootAttribute("outcome")).isEqualTo(outcome);
    assertThat(root().getEventsList().toString()).contains(cause);
    assertThat(root().getEventsCount()).isEqualTo(outcome.equals("failed") ? 1 : 0);
  }

  @Test
  void aQueryThatCannotBePlannedIsTheCauseWhereTheProgramDiesOfIt() throws Exception {
    assertThat(submit("missing-path", PySparkIT::jars)).isEqualTo(1);
    thereAreRootActionsAndStages();
  }

  @Test
  void aProgramThatRunsNothingHasOnlyItsRoot() throws Exception {
    assertThat(submit("nothing", PySparkIT::jars)).isZero();
    assertThat(receiver.spans())
        .filteredOn(span -> !Gaps.isGap(span))
        .extracting(Span::getName)
        .containsExactly("Glue Job Execution");
    assertThat(OtlpReceiver.parent(root())).isEqualTo(PARENT);
  }

  @Test
  void sigtermToSparkSubmitLeavesAWholeTrace() throws Exception {
    try (TestProcess program = PySpark.ofTheBuild().submit(jars(traced()), PROGRAM, "wait")) {
      program.await(WAITING, LIMIT);
      assertThat(program.terminate(LIMIT)).isEqualTo(SIGTERM);
    }
    thereAreRootActionsAndStages();
  }

  @Test
  void sigtermToPythonLeavesAWholeTrace() throws Exception {
    Submission submission = traced().conf("spark.jars", ShadedJar.PATH.toString());
    try (TestProcess program = PySpark.ofTheBuild().python(submission, PROGRAM, "wait")) {
      program.await(WAITING, LIMIT);
      List<ProcessHandle> jvm = program.handle().children().toList();
      assertThat(program.terminate(LIMIT)).isEqualTo(SIGTERM);
      for (ProcessHandle process : jvm) {
        process.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      }
    }
    thereAreRootActionsAndStages();
  }

  private Submission traced() {
    return new Submission("local[2]").traced(receiver.url(), HEADER);
  }

  private static Submission jars(Submission submission) {
    return submission.option("--jars", ShadedJar.PATH.toString());
  }

  private int submit(String ending, UnaryOperator<Submission> with) throws InterruptedException {
    return run(PySpark.ofTheBuild().submit(with.apply(traced()), PROGRAM, ending));
  }

  private static int run(TestProcess started) throws InterruptedException {
    try (TestProcess program = started) {
      int code = program.exitCode(LIMIT);
      return code;
    }
  }

  private Span root() {
    return receiver.span("Glue Job Execution");
  }

  private Object rootAttribute(String key) {
    return OtlpReceiver.attributes(root()).get(key);
  }

  private static boolean failed(Span span) {
    return span.getStatus().getCode() == StatusCode.STATUS_CODE_ERROR;
  }

  private void thereAreRootActionsAndStages() {
    List<Span> spans = receiver.spans();
    assertThat(OtlpReceiver.parent(root())).isEqualTo(PARENT);
    assertThat(spans)
        .extracting(OtlpReceiver::traceId)
        .containsOnly("5759e988bd862e3fe1be46a994272793");
    Function<Span, List<Span>> children =
        parent ->
            spans.stream()
                .filter(span -> OtlpReceiver.parent(span).equals(OtlpReceiver.id(parent)))
                .filter(span -> !Gaps.isGap(span))
                .toList();
    List<Span> actions = children.apply(root());
    assertThat(actions).as("%s", TraceTree.of(spans)).hasSize(1);
    assertThat(children.apply(actions.get(0)))
        .extracting(Span::getName)
        .hasSize(2)
        .allMatch(name -> name.matches("stage \\d+"));
  }
}
