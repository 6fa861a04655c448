package spanglue.spark.outside;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spanglue.spark.jobs.GatedJob;
import spanglue.spark.jobs.TreeJob;
import spanglue.tracing.OtlpReceiver;

/** The shaded jar on a cluster of one master and two workers, by {@code --jars} and confs alone. */
class StandaloneClusterIT {
  private static final Duration JOB = Duration.ofMinutes(3);
  private static final String PARENT = "53995c3f42cd8ad8";
  private static final String HEADER =
      "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=" + PARENT + ";Sampled=1";

  @TempDir static Path folder;
  private static SparkHome spark;
  private static Path jobs;
  private static StandaloneCluster cluster;

  @BeforeAll
  static void startTheCluster() throws InterruptedException {
    spark = SparkHome.ofLinks();
    jobs = Jar.ofPackages(folder.resolve("jobs.jar"), TreeJob.class);
    cluster = new StandaloneCluster(spark, folder, 2);
  }

  @AfterAll
  static void stopTheCluster() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void aJobHasTheSameTraceOnAClusterAsInOneProcess() throws Exception {
    String local = traceOf(new Submission("local[2]"), "local");
    String distributed = traceOf(onTheCluster(), "cluster");

    assertThat(distributed).isEqualTo(local).startsWith("under " + PARENT);
    assertThat(local.lines().filter(line -> line.contains("INTERNAL stage"))).hasSizeGreaterThan(6);
    assertThat(local).contains("INTERNAL sum by region spanglue.step.attribution=");
  }

  @Test
  void anExecutorLostInTheMiddleIsCountedAndItsStageRetried() throws Exception {
    try (OtlpReceiver receiver = new OtlpReceiver();
        Gate gate = new Gate();
        TestProcess job =
            spark.submit(
                shaded(onTheCluster(), receiver, GatedJob.class)
                    // As on two machines: what the lost one had on disk is lost too.
                    .conf("spark.shuffle.readHostLocalDisk", "false")
                    .conf("spark.shuffle.io.maxRetries", "0")
                    .arguments(jobs.toString(), Integer.toString(gate.port())))) {
      gate.await(2, JOB);
      gate.pass();
      // Either executor has half of the first stage's output by now.
      gate.await(2, JOB);
      cluster.killExecutor();
      gate.open();
      assertThat(job.exitCode(JOB)).as("%s", job.output()).isZero();

      Map<String, Object> root = OtlpReceiver.attributes(receiver.span("Glue Job Execution"));
      assertThat((Long) root.get("spark.executor.lost_count")).isEqualTo(1);
      assertThat((Long) root.get("spark.task.failed_count")).isPositive();
      assertThat(receiver.spans())
          .as("a stage tried again\n%s", TraceTree.of(receiver.spans()))
          .extracting(Span::getName)
          .anyMatch(name -> name.matches("stage \\d+ attempt 1"));
    }
  }

  private static Submission onTheCluster() {
    return new Submission(cluster.url())
        .conf("spark.cores.max", "2")
        .conf("spark.executor.memory", "512m")
        // Both executors take part from the first stage on.
        .conf("spark.scheduler.minRegisteredResourcesRatio", "1.0");
  }

  private static String traceOf(Submission submission, String name) throws Exception {
    try (OtlpReceiver receiver = new OtlpReceiver();
        TestProcess job =
            spark.submit(
                shaded(submission, receiver, TreeJob.class)
                    .arguments(jobs.toString(), folder.resolve("out-" + name).toString()))) {
      assertThat(job.exitCode(JOB)).as("%s", job.output()).isZero();
      return TraceTree.of(receiver.spans());
    }
  }

  private static Submission shaded(Submission submission, OtlpReceiver receiver, Class<?> main) {
    return submission
        .traced(receiver.url(), HEADER)
        .option("--jars", ShadedJar.PATH.toString())
        .option("--class", main.getName());
  }
}
