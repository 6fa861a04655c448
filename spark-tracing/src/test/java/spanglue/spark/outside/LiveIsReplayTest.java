package spanglue.spark.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import spanglue.spark.jobs.NamedActionsJob;
import spanglue.spark.jobs.TreeJob;
import spanglue.spark.vocabulary.SparkAttribute;
import spanglue.tracing.LiveAndReplayed;
import spanglue.tracing.OtlpReceiver;

/**
 * The event log of a run, explained, gives the spans of the live run: named steps and actions, a
 * cached frame, joins that Spark plans again while they run, an RDD, an action that fails.
 */
class LiveIsReplayTest {
  private static final String HEADER =
      "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /**
   * Spark 3.5 logs nothing once its context stops, though it tells its listeners: an action that
   * ends then has not its steps in the log, nor what they are found to have done again.
   */
  private static final Set<String> LATE =
      org.apache.spark.package$.MODULE$.SPARK_VERSION().startsWith("3.")
          ? Set.of(
              SparkAttribute.STEP_ACTIONS.key(),
              SparkAttribute.FINDINGS.key(),
              SparkAttribute.FINDING_COUNT.key())
          : Set.of();

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(classes = {TreeJob.class, NamedActionsJob.class})
  void aReplayedTraceIsTheLiveOne(Class<?> job) throws Exception {
    Path log = Files.createDirectory(folder.resolve("log"));
    try (OtlpReceiver live = new OtlpReceiver();
        OtlpReceiver replayed = new OtlpReceiver()) {
      end(
          SparkHome.ofThisClassPath(folder)
              .submit(
                  new Submission("local[2]")
                      .traced(live.url(), HEADER)
                      .eventLog(log)
                      .option("--class", job.getName())
                      .arguments(
                          Jar.ofPackages(folder.resolve("jobs.jar"), job).toString(),
                          folder.resolve("out").toString())));
      end(
          SparkHome.ofThisClassPath(folder)
              .start("spanglue.spark.Explain", List.of("--otlp", replayed.url(), log.toString())));

      assertThat(TraceTree.of(live.spans())).contains("INTERNAL read ");
      LiveAndReplayed.areTheSame(live, replayed, LATE);
      assertThat(textOf(log)).contains("spanglue.spark.event.").doesNotContain("hunter2");
    }
  }

  private static String textOf(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return Files.readString(
          files.filter(file -> !file.toString().endsWith(".crc")).findFirst().orElseThrow());
    }
  }

  private static void end(TestProcess process) throws InterruptedException {
    try (process) {
      assertThat(process.exitCode(LIMIT)).as("%s", process.output()).isZero();
    }
  }
}
