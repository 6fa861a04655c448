package spanglue.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static spanglue.spark.StepTrace.SPARK;

import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.spark.Success$;
import org.apache.spark.executor.ExecutorMetrics;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.JobSucceeded$;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.StageInfo;
import org.apache.spark.scheduler.TaskInfo;
import org.apache.spark.scheduler.TaskLocality;
import org.junit.jupiter.api.Test;
import scala.Option;
import scala.collection.immutable.Nil$;
import scala.collection.immutable.Seq;
import spanglue.spark.internal.plan.Thresholds;
import spanglue.tracing.JobTracing;
import spanglue.tracing.JobTracingConfig;
import spanglue.tracing.OtlpReceiver;

/** A trace, and what makes it, do not grow with the job. */
class ListenerMemoryTest {
  private static final int ACTIONS = 5_000;
  private static final int STAGES = 2_000;
  private static final int TASKS = 100_000;
  private static final long MOST_BYTES = 32L << 20;
  private static final TaskMetrics METRICS = metrics();

  @Test
  void manyActionsStagesAndTasksFitAndWhatIsNotShownIsSaid() {
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      long kept;
      try (JobTracing tracing =
          JobTracing.start(
              JobTracingConfig.builder("big", "jr_1").otlpEndpoint(receiver.url()).build())) {
        play(listener(tracing)); // What is loaded once does not count.
        RunListener listener = listener(tracing);
        long before = used();
        play(listener);
        kept = used() - before;
        listener.run().contextStopped();
      }

      assertThat(kept).isLessThan(MOST_BYTES);
      Map<String, Object> root = OtlpReceiver.attributes(receiver.span(JobTracing.ROOT_NAME));
      assertThat(root)
          .containsEntry("spark.action.count", (long) ACTIONS)
          .containsEntry("spark.stage.count", (long) STAGES)
          .containsEntry("spark.task.count", (long) TASKS)
          .containsEntry("spark.input.rows", 7L * TASKS);
      List<Span> spans = receiver.spans();
      assertThat((long) root.get("spanglue.folded.spans"))
          .isGreaterThanOrEqualTo(ACTIONS - spans.size());
      assertThat(spans).anyMatch(span -> span.getName().equals("job 0"));
      System.out.printf("the listener keeps %.1f MB of %,d tasks%n", kept / 1e6, TASKS);
    }
  }

  private static RunListener listener(JobTracing tracing) {
    return new RunListener(new SparkRun(SPARK.sparkContext(), tracing, false, Thresholds.DEFAULT));
  }

  /** Job 0 has 1,000 stages at once, the first 1,000 of the others one each, the rest none. */
  private static void play(RunListener listener) {
    long time = 1_000_000;
    int stage = 0;
    int perStage = TASKS / STAGES;
    for (int job = 0; job < ACTIONS; job++) {
      int stages = job == 0 ? STAGES / 2 : job <= STAGES / 2 ? 1 : 0;
      Seq<StageInfo> infos = none();
      for (int i = 0; i < stages; i++) {
        infos = new scala.collection.immutable.$colon$colon<>(info(stage + i), list(infos));
      }
      listener.onJobStart(new SparkListenerJobStart(job, time, infos, named("job " + job)));
      for (int i = 0; i < stages; i++) {
        StageInfo info = info(stage + i);
        info.submissionTime_$eq(Option.apply(time));
        listener.onStageSubmitted(new SparkListenerStageSubmitted(info, new Properties()));
      }
      for (int task = 0; task < perStage; task++) {
        time += job == 0 ? 1_000 : 10;
        for (int i = 0; i < stages; i++) {
          listener.onTaskEnd(taskEnd(stage + i, task, time));
        }
      }
      for (int i = 0; i < stages; i++) {
        StageInfo info = info(stage + i);
        info.submissionTime_$eq(Option.apply(time - perStage));
        info.completionTime_$eq(Option.apply(time));
        listener.onStageCompleted(new SparkListenerStageCompleted(info));
      }
      time += 1;
      listener.onJobEnd(new SparkListenerJobEnd(job, time, JobSucceeded$.MODULE$));
      stage += stages;
    }
  }

  private static SparkListenerTaskEnd taskEnd(int stage, int task, long time) {
    TaskInfo info =
        new TaskInfo(task, task, 0, task, time - 10, "1", "host", TaskLocality.ANY(), false);
    info.finishTime_$eq(time);
    return new SparkListenerTaskEnd(
        stage, 0, "ResultTask", Success$.MODULE$, info, new ExecutorMetrics(), METRICS);
  }

  private static TaskMetrics metrics() {
    TaskMetrics metrics = TaskMetrics.empty();
    metrics.inputMetrics().incRecordsRead(7);
    return metrics;
  }

  private static StageInfo info(int id) {
    return new StageInfo(
        id,
        0,
        "count at Big.java:1",
        1,
        none(),
        none(),
        "",
        METRICS,
        none(),
        Option.empty(),
        0,
        false,
        0);
  }

  private static Properties named(String name) {
    Properties properties = new Properties();
    properties.setProperty("spark.job.description", name);
    return properties;
  }

  @SuppressWarnings("unchecked")
  private static <T> Seq<T> none() {
    return (Seq<T>) (Object) Nil$.MODULE$;
  }

  private static <T> scala.collection.immutable.List<T> list(Seq<T> values) {
    return values.toList();
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
