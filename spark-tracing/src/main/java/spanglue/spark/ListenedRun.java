package spanglue.spark;

import org.jspecify.annotations.Nullable;
import spanglue.spark.internal.figures.PlanFigures;
import spanglue.spark.internal.ledger.ActionRecord;
import spanglue.spark.internal.ledger.Completion;
import spanglue.spark.internal.ledger.RunLedger;
import spanglue.spark.internal.plan.PlanSteps;
import spanglue.spark.internal.time.TimeAccounting;

/** An application whose events are told, one after the other: one that runs, or one of a log. */
interface ListenedRun {
  /** Whether an action is no part of the report: it only defined something, or nothing ran. */
  static boolean isOmitted(ActionRecord action) {
    return PlanSteps.isOnlyDefinition(action)
        || action.completion().status() == Completion.Status.INVALID;
  }

  /** To be written into {@link #whileOpen}. */
  RunLedger ledger();

  /** To be written into {@link #whileOpen}. */
  TimeAccounting time();

  /** To be written into {@link #whileOpen}. */
  PlanFigures figures();

  /** To be written into {@link #whileOpen}. */
  PlanSteps steps();

  /** Writes down an event, one at a time, and none once the report is made. */
  void whileOpen(Runnable work);

  /** Spark knows the application's id. */
  void started(@Nullable String applicationId);

  /** The application ended. */
  void ended(long time, int exitCode);
}
