package spanglue.spark.internal.time;

import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.spark.SparkContext;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListenerApplicationEnd;
import org.apache.spark.scheduler.SparkListenerApplicationStart;
import org.apache.spark.scheduler.SparkListenerBlockManagerAdded;
import org.apache.spark.scheduler.SparkListenerEnvironmentUpdate;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.scheduler.StageInfo;
import org.apache.spark.scheduler.TaskInfo;
import org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionEnd;
import org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionStart;
import org.apache.spark.status.api.v1.ExecutorSummary;
import org.apache.spark.storage.RDDInfo;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;
import scala.collection.Iterator;
import spanglue.spark.internal.ledger.ScalaValues;

/** Reads Spark's events, and tells an accounting of what they say of the time. */
public final class TimeEvents {
  private static final String TASK_CPUS = "spark.task.cpus";

  /** Operators and RDDs whose work is done outside the JVM's threads that Spark looks at. */
  private static final Pattern OPAQUE =
      Pattern.compile(
          "(Comet|Gpu|Photon|Velox|Native|ClickHouse).*|.*(Python|Pandas).*|.*ExecTransformer");

  private final TimeAccounting accounting;

  public TimeEvents(TimeAccounting accounting) {
    this.accounting = accounting;
  }

  /**
   * An application that runs already: of what it told before, only this can still be known.
   *
   * @param begin when the job began, which the root says: no time before it is the job's
   */
  public void running(SparkContext context, long begin) {
    accounting.jvmStarted(begin);
    accounting.applicationStarted(context.startTime());
    accounting.taskCpus(context.getConf().getInt(TASK_CPUS, 1));
    for (ExecutorSummary executor :
        ScalaValues.<ExecutorSummary>list(context.statusStore().executorList(true))) {
      if (executor.totalCores() > 0) {
        accounting.executorAdded(
            executor.id(), executor.totalCores(), executor.addTime().toInstant().toEpochMilli());
      }
    }
  }

  public void applicationStarted(SparkListenerApplicationStart event) {
    accounting.applicationStarted(event.time());
  }

  public void applicationEnded(SparkListenerApplicationEnd event) {
    accounting.applicationEnded(event.time());
  }

  public void environment(SparkListenerEnvironmentUpdate event) {
    for (Tuple2<String, String> property :
        ScalaValues.<Tuple2<String, String>>list(
            event.environmentDetails().apply("Spark Properties"))) {
      if (property._1().equals(TASK_CPUS)) {
        accounting.taskCpus((int) number(property._2()));
      }
    }
  }

  public void blockManagerAdded(SparkListenerBlockManagerAdded event) {
    if (event.blockManagerId().isDriver()) {
      accounting.driverRegistered(event.time());
    }
  }

  public void executorAdded(SparkListenerExecutorAdded event) {
    accounting.executorAdded(event.executorId(), event.executorInfo().totalCores(), event.time());
  }

  public void executorRemoved(SparkListenerExecutorRemoved event) {
    accounting.executorRemoved(event.executorId(), event.time());
  }

  public void executionStarted(SparkListenerSQLExecutionStart event) {
    accounting.executionStarted(
        new OpenWork.Execution(
            event.executionId(), ScalaValues.longOr(event.rootExecutionId(), event.executionId())),
        event.time());
  }

  public void executionEnded(SparkListenerSQLExecutionEnd event) {
    accounting.executionEnded(event.executionId(), event.time());
  }

  public void jobStarted(SparkListenerJobStart event) {
    Long execution = number(event, "spark.sql.execution.id");
    Long root = number(event, "spark.sql.execution.root.id");
    int[] stages =
        ScalaValues.<StageInfo>list(event.stageInfos()).stream()
            .mapToInt(StageInfo::stageId)
            .toArray();
    accounting.jobStarted(
        event.jobId(),
        execution == null
            ? null
            : new OpenWork.Execution(execution, root == null ? execution : root),
        stages,
        event.time());
  }

  private static @Nullable Long number(SparkListenerJobStart event, String key) {
    @Nullable Properties properties = event.properties();
    String value = properties == null ? "" : properties.getProperty(key, "");
    return value.isEmpty() ? null : Long.valueOf(value);
  }

  public void jobEnded(SparkListenerJobEnd event) {
    accounting.jobEnded(event.jobId(), event.time());
  }

  public void stageSubmitted(StageInfo stage) {
    accounting.stageSubmitted(
        new OpenStages.Key(stage.stageId(), stage.attemptNumber()),
        stage.numTasks(),
        isOpaque(stage),
        ScalaValues.longOr(stage.submissionTime(), 0));
  }

  public void stageCompleted(StageInfo stage) {
    accounting.stageEnded(
        new OpenStages.Key(stage.stageId(), stage.attemptNumber()),
        ScalaValues.longOr(stage.completionTime(), 0));
  }

  public void taskStarted(SparkListenerTaskStart event) {
    accounting.taskStarted(
        event.taskInfo().taskId(),
        new OpenStages.Key(event.stageId(), event.stageAttemptId()),
        event.taskInfo().launchTime());
  }

  public void taskEnded(SparkListenerTaskEnd event) {
    @Nullable TaskInfo task = event.taskInfo();
    if (task != null) {
      accounting.taskEnded(
          task.taskId(),
          new OpenStages.Key(event.stageId(), event.stageAttemptId()),
          task.launchTime(),
          task.finishTime(),
          task.successful(),
          parts(task, event.taskMetrics()));
    }
  }

  private static TaskParts parts(TaskInfo task, @Nullable TaskMetrics metrics) {
    double total = Math.max(0, task.finishTime() - task.launchTime());
    if (metrics == null) {
      return TaskParts.unknown(total);
    }
    double python = 0;
    double commit = 0;
    boolean hasPython = false;
    Iterator<AccumulableInfo> updates = task.accumulables().iterator();
    while (updates.hasNext()) {
      AccumulableInfo one = updates.next();
      String name = ScalaValues.orNull(one.name());
      if (name != null) {
        switch (name) {
          case "data sent to Python workers" -> hasPython = true;
          case "time to run Python workers" -> python += update(one);
          case "task commit time" -> commit += update(one);
          default -> {}
        }
      }
    }
    return new TaskParts(
        total,
        metrics.executorDeserializeTime() + metrics.resultSerializationTime(),
        metrics.executorRunTime(),
        metrics.executorCpuTime() / 1e6,
        metrics.jvmGCTime(),
        metrics.shuffleReadMetrics().fetchWaitTime(),
        python,
        metrics.shuffleWriteMetrics().writeTime() / 1e6,
        commit,
        hasPython && python == 0);
  }

  private static boolean isOpaque(StageInfo stage) {
    List<RDDInfo> rdds = ScalaValues.<RDDInfo>list(stage.rddInfos());
    return rdds.stream().anyMatch(rdd -> isOpaque(rdd.name()) || isOpaque(operator(rdd)));
  }

  private static String operator(RDDInfo rdd) {
    return rdd.scope().isDefined() ? rdd.scope().get().name() : "";
  }

  private static boolean isOpaque(String name) {
    return OPAQUE.matcher(name).matches();
  }

  /** Spark's own, a number; read back from its log, a text. */
  private static double update(AccumulableInfo one) {
    Object value = ScalaValues.orNull(one.update());
    return value instanceof Number number ? number.doubleValue() : number(String.valueOf(value));
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
