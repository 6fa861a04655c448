package spanglue.spark.outside;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spanglue.spark.jobs.TreeJob;
import spanglue.spark.vocabulary.SparkAttribute;
import spanglue.tracing.OtlpReceiver;
import spanglue.tracing.vocabulary.TraceAttribute;

/** The event log of a run, explained, gives the spans of the live run. */
class LiveIsReplayTest {
  private static final String HEADER =
      "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir private Path folder;

  private record Told(
      String name, String parent, Interval interval, boolean failed, Map<String, Object> figures) {}

  /**
   * Names, parents, times to the millisecond, outcomes and attributes of actions and stages. Steps
   * are in plans, which a log does not hold; of an exception it holds only the text.
   */
  @Test
  void aReplayedTraceIsTheLiveOne() throws Exception {
    Path log = Files.createDirectory(folder.resolve("log"));
    try (OtlpReceiver live = new OtlpReceiver();
        OtlpReceiver replayed = new OtlpReceiver()) {
      end(
          SparkHome.ofThisClassPath(folder)
              .submit(
                  new Submission("local[2]")
                      .traced(live.url(), HEADER)
                      .eventLog(log)
                      .option("--class", TreeJob.class.getName())
                      .arguments(
                          Jar.ofPackages(folder.resolve("jobs.jar"), TreeJob.class).toString(),
                          folder.resolve("out").toString())));
      end(
          SparkHome.ofThisClassPath(folder)
              .start("spanglue.spark.Explain", List.of("--otlp", replayed.url(), log.toString())));

      Map<String, Told> expected = told(live);
      assertThat(expected.values())
          .extracting(Told::name)
          .contains("jvm start", "spark start", "driver", "planning", "commit");
      // A log does not hold when the JVM began.
      expected.values().removeIf(span -> span.name().equals("jvm start"));
      assertThat(expected).hasSizeGreaterThan(10);
      assertThat(told(replayed)).isEqualTo(expected);
      assertThat(totals(replayed)).isEqualTo(totals(live));
    }
  }

  private static void end(TestProcess process) throws InterruptedException {
    try (process) {
      assertThat(process.exitCode(LIMIT)).as("%s", process.output()).isZero();
    }
  }

  private static Map<String, Told> told(OtlpReceiver receiver) {
    Map<String, Span> byId =
        receiver.spans().stream().collect(toMap(OtlpReceiver::id, Function.identity()));
    Map<String, Told> told = new TreeMap<>();
    for (Span span : byId.values()) {
      Span parent = byId.get(OtlpReceiver.parent(span));
      Map<String, Object> figures = new TreeMap<>(OtlpReceiver.attributes(span));
      if (parent != null && !figures.containsKey(SparkAttribute.STEP_ATTRIBUTION.key())) {
        figures.remove(TraceAttribute.ERROR_TYPE.key());
        Interval interval = Interval.of(span);
        told.put(
            interval + " " + span.getName(),
            new Told(
                span.getName(),
                parent.getName(),
                interval,
                span.getStatus().getCode() == StatusCode.STATUS_CODE_ERROR,
                figures));
      }
    }
    return told;
  }

  /** What the root says of all that ran. */
  private static Map<String, Object> totals(OtlpReceiver receiver) {
    Map<String, Object> root = OtlpReceiver.attributes(receiver.span("Glue Job Execution"));
    return Stream.of(
            SparkAttribute.APP_ID,
            SparkAttribute.ACTION_COUNT,
            SparkAttribute.ACTIONS_FAILED,
            SparkAttribute.JOB_COUNT,
            SparkAttribute.STAGE_COUNT,
            SparkAttribute.TASK_COUNT,
            SparkAttribute.TASK_FAILED_COUNT,
            SparkAttribute.TASK_CPU_TIME,
            SparkAttribute.INPUT_ROWS,
            SparkAttribute.OUTPUT_ROWS,
            SparkAttribute.SHUFFLE_WRITE_BYTES)
        .collect(
            toMap(SparkAttribute::key, attribute -> String.valueOf(root.get(attribute.key()))));
  }
}
