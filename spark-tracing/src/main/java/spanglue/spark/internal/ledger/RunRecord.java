package spanglue.spark.internal.ledger;

import java.time.Instant;
import java.util.List;

/**
 * What Spark did, at the end.
 *
 * @param start when the Spark application started
 * @param end when it ended, or was asked what it did
 * @param actions those that stayed, in the order of their starts: failed ones, those that {@link
 *     PlanSteps#actionEnded} wants, and the longest
 * @param actionsRun all actions
 * @param foldedActions those that are not in {@code actions}
 * @param foldedSeconds their time, summed
 * @param stagesRun all stage attempts
 * @param jobsRun all Spark jobs
 * @param totals of all stages
 * @param executionsRun root SQL executions
 * @param eventsDropped events that Spark's listener queue had no room for
 * @param executorsLost executors that went without having been asked to
 */
public record RunRecord(
    Instant start,
    Instant end,
    List<ActionRecord> actions,
    long actionsRun,
    long foldedActions,
    double foldedSeconds,
    long stagesRun,
    long jobsRun,
    Figures totals,
    long executionsRun,
    long eventsDropped,
    long executorsLost) {}
