package spanglue.spark.outside;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spanglue.spark.Gaps;
import spanglue.spark.jobs.ContextsJob;
import spanglue.spark.jobs.EndingJob;
import spanglue.tracing.AwsServer;
import spanglue.tracing.JobTracing;
import spanglue.tracing.OtlpReceiver;

/** The plugin by its conf alone: whatever becomes of the application, its root ends. */
class PluginTest {
  private static final String HEADER =
      "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir Path folder;

  @Test
  void theRootEndsHoweverTheJvmDoes() throws Exception {
    try (OtlpReceiver dies = new OtlpReceiver();
        OtlpReceiver killed = new OtlpReceiver();
        OtlpReceiver inside = new OtlpReceiver();
        TestProcess exitInside = start("exit inside", inside);
        TestProcess thrown = start("throw", dies);
        TestProcess waits = start("wait", killed)) {
      waits.await(Pattern.compile("(a task runs)"), LIMIT);
      waits.handle().destroy();

      assertThat(exitInside.exitCode(LIMIT)).as(exitInside.output()).isEqualTo(3);
      assertThat(thrown.exitCode(LIMIT)).as(thrown.output()).isEqualTo(1);
      assertThat(waits.exitCode(LIMIT)).as(waits.output()).isEqualTo(143);
      assertThat(actions(inside, JobTracing.ROOT_NAME)).hasSize(1);
      assertThat(outcome(inside)).isEqualTo("unknown");
      assertThat(outcome(killed)).isEqualTo("unknown");
      assertThat(outcome(dies)).isEqualTo("failed: this job throws");
      for (OtlpReceiver receiver : List.of(inside, dies, killed)) {
        assertThat(actions(receiver, JobTracing.ROOT_NAME)).first().asString().contains("count");
      }
      Span unfinished = killed.span(actions(killed, JobTracing.ROOT_NAME).get(1));
      assertThat(OtlpReceiver.attributes(unfinished).get("spark.outcome"))
          .isIn("incomplete", "cancelled");
    }
  }

  @Test
  void anActionsFailureIsTheJobsOnlyWhereTheProgramDiesOfIt() throws Exception {
    try (OtlpReceiver dealtWith = new OtlpReceiver();
        OtlpReceiver givenUp = new OtlpReceiver();
        OtlpReceiver cancelled = new OtlpReceiver();
        TestProcess goesOn = start("deal with it", dealtWith);
        TestProcess exits = start("give up", givenUp);
        OtlpReceiver serves = new OtlpReceiver();
        TestProcess server = start("serve", serves);
        TestProcess stopped = start("cancelled", cancelled)) {
      assertThat(goesOn.exitCode(LIMIT)).as(goesOn.output()).isZero();
      assertThat(exits.exitCode(LIMIT)).as(exits.output()).isEqualTo(1);
      assertThat(stopped.exitCode(LIMIT)).as(stopped.output()).isEqualTo(1);

      server.await(Pattern.compile("(waiting for others)"), LIMIT);
      server.handle().destroy();
      assertThat(server.exitCode(LIMIT)).as(server.output()).isEqualTo(143);

      assertThat(outcome(dealtWith)).isEqualTo("unknown");
      assertThat(outcome(serves)).isEqualTo("unknown");
      assertThat(outcome(givenUp)).startsWith("failed: ").contains("this task fails");
      assertThat(outcome(cancelled)).isEqualTo("unknown");
      for (OtlpReceiver receiver : List.of(dealtWith, serves, givenUp)) {
        Map<String, Object> root = OtlpReceiver.attributes(receiver.span(JobTracing.ROOT_NAME));
        assertThat(root)
            .containsEntry("spanglue.actions.failed", 1L)
            .containsEntry("spanglue.actions.cancelled", 0L);
        assertThat((String) root.get("spanglue.actions.first_failed"))
            .startsWith("'foreach at EndingJob.java")
            .contains("this task fails");
      }
      assertThat(OtlpReceiver.attributes(cancelled.span(JobTracing.ROOT_NAME)))
          .containsEntry("spanglue.actions.failed", 0L)
          .containsEntry("spanglue.actions.cancelled", 1L)
          .doesNotContainKey("spanglue.actions.first_failed");
    }
  }

  @Test
  void aRootForEachApplicationAndNoneWhereThereIsOneOrNobodyToSendItTo() throws Exception {
    try (OtlpReceiver receiver = new OtlpReceiver();
        AwsServer aws = new AwsServer();
        TestProcess contexts =
            SparkHome.ofThisClassPath(folder)
                .start(
                    ContextsJob.class.getName(),
                    submission(receiver)
                        .conf("spark.spanglue.otlp.secret.headers", "x-team=of%20mine,wrong-s3cr3t")
                        .conf("spark.spanglue.region", AwsServer.REGION)
                        .conf("spark.spanglue.xray.endpoint", aws.url())
                        .conf("spark.spanglue.monitoring.endpoint", aws.url())
                        .settings())) {
      assertThat(contexts.exitCode(LIMIT)).as(contexts.output()).isZero();

      assertThat(roots(receiver)).containsExactly("idle", "failing", "invalid", "joined");
      assertThat(root(receiver, "idle").getStatus().getCode())
          .isEqualTo(StatusCode.STATUS_CODE_UNSET);
      assertThat(attributes(receiver, "idle"))
          .containsEntry("outcome", "unknown")
          .containsEntry("spark.action.count", 0L);
      assertThat(OtlpReceiver.parent(root(receiver, "idle"))).isEqualTo("53995c3f42cd8ad8");
      assertThat(String.valueOf(attributes(receiver, "idle").get("job_run_id")))
          .startsWith("local-");

      assertThat(root(receiver, "failing").getStatus().getCode())
          .as(contexts.output())
          .isEqualTo(StatusCode.STATUS_CODE_UNSET);
      assertThat(attributes(receiver, "failing"))
          .containsEntry("outcome", "unknown")
          .containsEntry("spanglue.actions.failed", 1L)
          .containsKeys("spanglue.dpu.seconds", "spanglue.cost.usd", "spanglue.cost.basis");
      assertThat(attributes(receiver, "joined"))
          .containsEntry("outcome", "succeeded")
          .containsEntry("spark.action.count", 1L);

      assertThat(contexts.output()).doesNotContain("s3cr3t").contains("OTLP headers: left out");
      assertThat(contexts.output())
          .containsOnlyOnce("not traced: set spark.spanglue.otlp.endpoint or OTEL_EXPORTER_OTLP")
          .containsOnlyOnce(
              "not traced: spark.spanglue.traces is 'agent'; expected one of collector, direct,"
                  + " otlp");
      assertThat(aws.refusals()).isEmpty();
      assertThat(aws.texts(AwsServer.SEGMENTS))
          .singleElement()
          .asString()
          .contains(
              "\\\"name\\\":\\\"direct\\\"", "\\\"parent_id\\\":\\\"53995c3f42cd8ad8\\\"", "count");
      assertThat(aws.texts(AwsServer.METRICS)).hasSize(1);
    }
  }

  /** With what it failed of. */
  private static String outcome(OtlpReceiver receiver) {
    Span root = receiver.span(JobTracing.ROOT_NAME);
    Object outcome = OtlpReceiver.attributes(root).get("outcome");
    return root.getStatus().getCode() == StatusCode.STATUS_CODE_ERROR
        ? outcome + ": " + root.getStatus().getMessage()
        : String.valueOf(outcome);
  }

  private TestProcess start(String end, OtlpReceiver receiver) {
    return SparkHome.ofThisClassPath(folder)
        .start(EndingJob.class.getName(), arguments(end, receiver));
  }

  private static List<String> arguments(String first, OtlpReceiver receiver) {
    List<String> arguments = new ArrayList<>(List.of(first));
    arguments.addAll(submission(receiver).settings());
    return arguments;
  }

  private static Submission submission(OtlpReceiver receiver) {
    return new Submission("local[1]").traced(receiver.url(), HEADER);
  }

  private static List<Span> allRoots(OtlpReceiver receiver) {
    return receiver.spans().stream()
        .filter(span -> span.getName().equals(JobTracing.ROOT_NAME))
        .toList();
  }

  private static List<String> roots(OtlpReceiver receiver) {
    return allRoots(receiver).stream()
        .map(span -> String.valueOf(OtlpReceiver.attributes(span).get("job_name")))
        .toList();
  }

  private static Span root(OtlpReceiver receiver, String job) {
    return allRoots(receiver).stream()
        .filter(span -> job.equals(OtlpReceiver.attributes(span).get("job_name")))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no root of " + job));
  }

  private static Map<String, Object> attributes(OtlpReceiver receiver, String job) {
    return OtlpReceiver.attributes(root(receiver, job));
  }

  private static List<String> actions(OtlpReceiver receiver, String parent) {
    String id = OtlpReceiver.id(receiver.span(parent));
    return receiver.spans().stream()
        .filter(span -> OtlpReceiver.parent(span).equals(id) && !Gaps.isGap(span))
        .map(Span::getName)
        .toList();
  }
}
