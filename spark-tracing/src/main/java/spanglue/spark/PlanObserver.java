package spanglue.spark;

import org.apache.spark.sql.execution.QueryExecution;

/**
 * Finds the named steps in what Spark executed. Called by one thread at a time; the first two on
 * the listener's own. What it throws is logged and costs its steps, nothing else.
 */
interface PlanObserver {
  /** An SQL execution, root or nested, ended, in whatever way. Before its {@link #actionEnded}. */
  void executionEnded(long executionId, QueryExecution execution);

  /**
   * An action and its jobs ended. Called once an action, with all of its stages.
   *
   * @return whether the action must stay in the report, however short it was
   */
  boolean actionEnded(ActionRecord action);

  /** The steps, at the run's end. */
  StepReport report(RunRecord run);
}
