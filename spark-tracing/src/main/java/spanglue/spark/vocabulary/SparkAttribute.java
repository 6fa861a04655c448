package spanglue.spark.vocabulary;

import spanglue.tracing.vocabulary.Term;

/**
 * Attributes of the spans of what Spark ran. Figures of tasks are of all attempts, as Spark counts
 * them: a task that ran twice read its input twice.
 */
public enum SparkAttribute implements Term {
  APP_ID("spark.app.id", Type.TEXT, "", "The application, as Spark names it."),
  SQL_EXECUTION_ID(
      "spark.sql.execution.id", Type.WHOLE, "", "The SQL execution that an action is."),
  SQL_EXECUTION_COUNT(
      "spark.sql.execution.count",
      Type.WHOLE,
      "{execution}",
      "On the root: SQL executions that are not inside another."),
  ACTION_COUNT("spark.action.count", Type.WHOLE, "{action}", "On the root: actions that ran."),
  ACTIONS_FAILED(
      "spanglue.actions.failed",
      Type.WHOLE,
      "{action}",
      "On the root: actions that failed, whether or not the job dealt with it."),
  ACTIONS_CANCELLED(
      "spanglue.actions.cancelled",
      Type.WHOLE,
      "{action}",
      "On the root: actions that somebody stopped."),
  FIRST_FAILED_ACTION(
      "spanglue.actions.first_failed",
      Type.TEXT,
      "",
      "On the root: the first action that failed, and why."),
  CODE_FUNCTION_NAME(
      "code.function.name",
      Type.TEXT,
      "",
      "The method of the job, with its class, that asked for an action."),
  CODE_FILE_PATH("code.file.path", Type.TEXT, "", "Its file; the name alone."),
  CODE_LINE_NUMBER("code.line.number", Type.WHOLE, "", "The line in it."),
  PLAN(
      "spanglue.plan",
      Type.TEXT,
      "",
      "An action's final plan, an operator a line with its rows, bytes and time; not to X-Ray."),
  JOB_IDS("spark.job.ids", Type.TEXTS, "", "An action's Spark jobs; at most 100."),
  JOB_COUNT("spark.job.count", Type.WHOLE, "{job}", "On the root: Spark jobs that ran."),
  STAGE_ID("spark.stage.id", Type.WHOLE, "", "The stage."),
  STAGE_ATTEMPT("spark.stage.attempt", Type.WHOLE, "", "Which attempt of the stage, from 0."),
  STAGE_NAME("spark.stage.name", Type.TEXT, "", "The call site that Spark names the stage by."),
  STAGE_COUNT("spark.stage.count", Type.WHOLE, "{stage}", "Stage attempts that ran."),
  TASK_COUNT("spark.task.count", Type.WHOLE, "{task}", "Task attempts that ended."),
  TASK_FAILED_COUNT(
      "spark.task.failed_count",
      Type.WHOLE,
      "{task}",
      "Those of them that failed; killed ones did not."),
  TASK_DURATION_SUM(
      "spark.task.duration.sum", Type.NUMBER, "s", "From launch to end of each task, added up."),
  TASK_DURATION_MEDIAN(
      "spark.task.duration.median", Type.NUMBER, "s", "On a stage: the median task's."),
  TASK_DURATION_MAX("spark.task.duration.max", Type.NUMBER, "s", "On a stage: the longest task's."),
  TASK_CPU_TIME("spark.task.cpu_time", Type.NUMBER, "s", "Processor time of the tasks in the JVM."),
  TASK_GC_TIME("spark.task.gc_time", Type.NUMBER, "s", "Garbage collection during the tasks."),
  INPUT_ROWS(
      "spark.input.rows",
      Type.WHOLE,
      "{row}",
      "Rows read from outside Spark and from its caches, by all attempts."),
  INPUT_BYTES("spark.input.bytes", Type.WHOLE, "By", "Bytes read from there."),
  OUTPUT_ROWS("spark.output.rows", Type.WHOLE, "{row}", "Rows written to outside Spark."),
  OUTPUT_BYTES("spark.output.bytes", Type.WHOLE, "By", "Bytes written there."),
  SHUFFLE_READ_BYTES(
      "spark.shuffle.read.bytes", Type.WHOLE, "By", "Shuffle read, local and remote."),
  SHUFFLE_WRITE_BYTES("spark.shuffle.write.bytes", Type.WHOLE, "By", "Shuffle written."),
  SPILL_BYTES("spark.spill.bytes", Type.WHOLE, "By", "Written to disk for want of memory."),
  EXECUTORS_LOST(
      "spark.executor.lost_count",
      Type.WHOLE,
      "{executor}",
      "On the root: executors that went without having been asked to."),
  EVENTS_DROPPED(
      "spark.listener.dropped_count",
      Type.WHOLE,
      "{event}",
      "On the root: events that Spark's queue had no room for."),
  OUTCOME(
      "spark.outcome",
      Type.TEXT,
      "",
      "Of an action or stage that did not succeed: failed, cancelled or incomplete."),
  CRITICAL_PATH_SECONDS(
      "spanglue.critical_path.seconds",
      Type.NUMBER,
      "s",
      "For how long the span was on the chain of tasks, gaps included, that ended last."),
  CRITICAL_PATH_MEMBER(
      "spanglue.critical_path.member", Type.FLAG, "", "Whether it was on it at all; else absent."),
  CRITICAL_PATH_CLASSES(
      "spanglue.critical_path.classes",
      Type.TEXTS,
      "",
      "On the root: what the chain went to, by class, the most first; sums to the wall time."),
  CRITICAL_PATH_ACTIONS(
      "spanglue.critical_path.actions",
      Type.TEXTS,
      "",
      "On the root: the actions that were longest on it, by name; at most 10."),
  GAP_COUNT(
      "spanglue.gap.count",
      Type.WHOLE,
      "{gap}",
      "On the root: stretches in which Spark waited for the driver, or planned, that are spans."),
  GAP_OMITTED_COUNT(
      "spanglue.gap.omitted_count",
      Type.WHOLE,
      "{gap}",
      "On the root: those that are none: shorter than 10 ms, or not among the longest."),
  GAP_OMITTED_SECONDS(
      "spanglue.gap.omitted_seconds",
      Type.NUMBER,
      "s",
      "On the root: how long these were, added up."),
  STEP_ATTRIBUTION(
      "spanglue.step.attribution",
      Type.TEXT,
      "",
      "How well a step's time is known: measured, fused or unmeasured."),
  STEP_FUSED_WITH(
      "spanglue.step.fused_with",
      Type.TEXTS,
      "",
      "Steps whose code was one with this one; the first few."),
  STEP_SHARED("spanglue.step.shared", Type.FLAG, "", "Whether other steps ran in the same stages."),
  STEP_ACTIONS(
      "spanglue.step.actions", Type.WHOLE, "{action}", "By how many actions the step was run."),
  STEP_ROWS("spanglue.step.rows", Type.WHOLE, "{row}", "Rows that the step's operator put out."),
  FINDINGS(
      "spanglue.findings",
      Type.TEXTS,
      "",
      "On the root: what the run could do better, one line each."),
  FINDING_COUNT(
      "spanglue.finding.count", Type.WHOLE, "{finding}", "On the root: how many they are."),
  DPU_SECONDS(
      "spanglue.dpu.seconds",
      Type.NUMBER,
      "s",
      "DPU-seconds of the run, or of the share of its wall time that an action has."),
  COST_USD("spanglue.cost.usd", Type.NUMBER, "US$", "What they cost."),
  COST_BASIS("spanglue.cost.basis", Type.TEXT, "", "On the root: workers, price and its date."),
  TRACING_ERRORS(
      "spanglue.tracing.error_count",
      Type.WHOLE,
      "{error}",
      "On the root: faults of the tracing itself, which left parts of the trace out.");

  private final Definition definition;

  SparkAttribute(String key, Type type, String unit, String meaning) {
    this.definition = new Definition(key, type, unit, meaning);
  }

  @Override
  public Definition definition() {
    return definition;
  }
}
