package spanglue.spark.outside;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spanglue.spark.Gaps;
import spanglue.spark.jobs.TreeJob;
import spanglue.tracing.OtlpReceiver;

/** Times add up: the trace says to the millisecond what Spark's own log of the same run says. */
class EventLogTest {
  private static final String HEADER =
      "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";

  @TempDir Path folder;

  @Test
  void actionsAndTheirStagesTakeTheTimesOfTheEventLog() throws Exception {
    Path log = Files.createDirectory(folder.resolve("log"));
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      run(new Submission("local[2]").traced(receiver.url(), HEADER).eventLog(log));

      EventLog expected = EventLog.in(log);
      List<Span> actions = actions(receiver);
      assertThat(actions.stream().collect(toMap(EventLogTest::action, Interval::of)))
          .as("actions")
          .isEqualTo(expected.actions());
      assertThat(expected.stages().keySet()).hasSizeGreaterThanOrEqualTo(6);
      for (Span action : actions) {
        Set<StageRun> logged = expected.stages().getOrDefault(action(action), Set.of());
        Set<StageRun> traced = stages(receiver, action);
        assertThat(traced).as("stages of %s", action.getName()).isEqualTo(logged);
        assertThat(union(traced)).isEqualTo(union(logged));
      }
    }
  }

  private void run(Submission submission) throws InterruptedException {
    List<String> arguments =
        submission
            .option("--class", TreeJob.class.getName())
            .arguments(
                Jar.ofPackages(folder.resolve("jobs.jar"), TreeJob.class).toString(),
                folder.resolve("out").toString());
    try (TestProcess job = SparkHome.ofThisClassPath(folder).submit(arguments)) {
      assertThat(job.exitCode(Duration.ofSeconds(90))).as("%s", job.output()).isZero();
    }
  }

  /** What the event log's actions are called here. */
  private static String action(Span action) {
    Map<String, Object> attributes = OtlpReceiver.attributes(action);
    Object execution = attributes.get("spark.sql.execution.id");
    return execution != null
        ? "execution " + execution
        : "job " + ((List<?>) attributes.get("spark.job.ids")).get(0);
  }

  private static List<Span> actions(OtlpReceiver receiver) {
    String root = OtlpReceiver.id(receiver.span("Glue Job Execution"));
    return children(receiver, root);
  }

  private static List<Span> children(OtlpReceiver receiver, String parent) {
    return receiver.spans().stream()
        .filter(span -> OtlpReceiver.parent(span).equals(parent) && !Gaps.isGap(span))
        .toList();
  }

  private static Set<StageRun> stages(OtlpReceiver receiver, Span action) {
    return children(receiver, OtlpReceiver.id(action)).stream()
        .filter(span -> span.getName().matches("stage \\d+( attempt \\d+)?"))
        .map(span -> new StageRun(span.getName(), Interval.of(span)))
        .collect(toCollection(TreeSet::new));
  }

  private static List<Interval> union(Set<StageRun> stages) {
    return Interval.union(stages.stream().map(StageRun::interval).toList());
  }
}
