package spanglue.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static spanglue.spark.StepTrace.SPARK;

import io.opentelemetry.proto.trace.v1.Span;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
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
import scala.collection.immutable.$colon$colon;
import scala.collection.immutable.Nil$;
import scala.collection.immutable.Seq;
import spanglue.spark.internal.ledger.RunLedger;
import spanglue.spark.internal.plan.Findings.Thresholds;
import spanglue.tracing.JobTracing;
import spanglue.tracing.JobTracingConfig;
import spanglue.tracing.OtlpReceiver;

/** A trace, and what makes it, do not grow with the job. */
class ListenerMemoryTest {
  private static final int ACTIONS = 5_000;
  private static final int STAGES = 2_000;
  private static final int TASKS = 100_000;
  private static final TaskMetrics METRICS = metrics();

  @Test
  void aLedgerHoldsNoMoreOfTwiceTheWork() {
    try (OtlpReceiver receiver = new OtlpReceiver();
        JobTracing tracing = tracing(receiver)) {
      RunListener listener = listener(tracing);

      play(listener);
      long once = held(listener.application().ledger());
      play(listener);
      long twice = held(listener.application().ledger());

      assertThat(once).isPositive().isLessThan(TASKS / 4);
      // The long job's 64 stages are there twice.
      assertThat(twice).isLessThanOrEqualTo(once + once / 10);
    }
  }

  @Test
  void aStageHoldsASampleOfItsTasks() {
    try (OtlpReceiver receiver = new OtlpReceiver();
        JobTracing tracing = tracing(receiver)) {
      RunListener listener = listener(tracing);
      start(listener, 0, 0, 1, 0);
      for (int task = 0; task < TASKS; task++) {
        listener.onTaskEnd(taskEnd(0, task, 1_000_000));
      }

      assertThat(held(listener.application().ledger())).isBetween(1L << 16, (1L << 16) + 1_000);
    }
  }

  @Test
  void whatIsNotShownIsSaid() {
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      try (JobTracing tracing = tracing(receiver)) {
        RunListener listener = listener(tracing);
        play(listener);
        listener.application().contextStopped();
      }

      Map<String, Object> root = OtlpReceiver.attributes(receiver.span(JobTracing.ROOT_NAME));
      assertThat(root)
          .containsEntry("spark.action.count", (long) ACTIONS)
          .containsEntry("spark.stage.count", (long) STAGES)
          .containsEntry("spark.task.count", (long) TASKS)
          .containsEntry("spark.input.rows", 7L * TASKS);
      List<Span> spans = receiver.spans();
      assertThat((long) root.get("spanglue.folded.total") + spans.size() - 1)
          .as("folded and sent, but for the root")
          .isEqualTo(ACTIONS + STAGES + (long) root.get("spanglue.gap.count"));
      assertThat(spans).anyMatch(span -> span.getName().equals("job 0"));
    }
  }

  /** The objects that a ledger keeps from being collected, and the places of its arrays. */
  private static long held(RunLedger ledger) {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Object> open = new ArrayDeque<>(List.of(ledger));
    long held = 0;
    while (!open.isEmpty()) {
      Object object = open.pop();
      if (!seen.add(object)) {
        continue;
      }
      held++;
      if (object instanceof Map<?, ?> map) {
        map.forEach((key, value) -> open.addAll(List.of(key, value)));
      } else if (object instanceof Collection<?> collection) {
        open.addAll(collection);
      } else if (object.getClass().isArray()) {
        held += Array.getLength(object);
      } else if (object.getClass().getPackage().equals(RunLedger.class.getPackage())
          && !(object instanceof Enum<?>)) {
        open.addAll(fields(object));
      }
    }
    return held;
  }

  private static List<Object> fields(Object object) {
    List<Object> values = new ArrayList<>();
    for (Field field : object.getClass().getDeclaredFields()) {
      try {
        field.setAccessible(true);
        Object value = field.get(object);
        if (value != null && !Modifier.isStatic(field.getModifiers())) {
          values.add(value);
        }
      } catch (IllegalAccessException e) {
        throw new AssertionError(e);
      }
    }
    return values;
  }

  private static JobTracing tracing(OtlpReceiver receiver) {
    return JobTracing.start(
        JobTracingConfig.builder("big", "jr_1")
            .otlpEndpoint(receiver.url())
            .budget("xray")
            .build());
  }

  private static RunListener listener(JobTracing tracing) {
    return new RunListener(
        new TracedApplication(SPARK.sparkContext(), tracing, false, Thresholds.DEFAULT));
  }

  /** Job 0 has 1,000 stages at once, the first 1,000 of the others one each, the rest none. */
  private static void play(RunListener listener) {
    long time = 1_000_000;
    int stage = 0;
    int perStage = TASKS / STAGES;
    for (int job = 0; job < ACTIONS; job++) {
      int stages = job == 0 ? STAGES / 2 : job <= STAGES / 2 ? 1 : 0;
      start(listener, job, stage, stages, time);
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

  /** A job begins, and all its stages with it. */
  private static void start(RunListener listener, int job, int stage, int stages, long time) {
    Seq<StageInfo> infos = none();
    for (int i = 0; i < stages; i++) {
      infos = new $colon$colon<>(info(stage + i), infos.toList());
    }
    listener.onJobStart(new SparkListenerJobStart(job, time, infos, named("job " + job)));
    for (int i = 0; i < stages; i++) {
      StageInfo info = info(stage + i);
      info.submissionTime_$eq(Option.apply(time));
      listener.onStageSubmitted(new SparkListenerStageSubmitted(info, new Properties()));
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
}
