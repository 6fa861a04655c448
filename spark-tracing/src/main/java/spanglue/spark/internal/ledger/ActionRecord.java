package spanglue.spark.internal.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.spi.SpanFailure;

/**
 * An action: a root SQL execution with those nested in it, or a job that belongs to none.
 *
 * @param id of this record, unique in the run, in the order of the starts
 * @param name the name its tags give it, else Spark's description or call site
 * @param executionId of the root SQL execution; null for a job without one
 * @param nestedExecutionIds of the SQL executions inside it
 * @param tags those job tags that {@link JobTags} made
 * @param failure why it failed; null where it did not
 * @param figures of all its stages, folded ones included
 * @param stagesRun stage attempts that ran, folded ones included
 * @param stages the stage attempts in the order of their ends; all of them (the longest 4,096) in
 *     {@link PlanSteps#actionEnded}, in the report those that stayed
 * @param foldedStages stage attempts that are not in {@code stages}
 * @param foldedSeconds their time, summed
 * @param shareSeconds its part of the run's wall time; where actions overlap, each has an equal
 *     part of the time
 */
public record ActionRecord(
    long id,
    String name,
    @Nullable Long executionId,
    List<Long> nestedExecutionIds,
    List<Integer> jobIds,
    Set<String> tags,
    Instant start,
    Instant end,
    Outcome outcome,
    @Nullable SpanFailure failure,
    Figures figures,
    int stagesRun,
    List<StageRecord> stages,
    int foldedStages,
    double foldedSeconds,
    double shareSeconds) {

  /** The same with fewer stages: those that are gone count as folded. */
  ActionRecord withStages(List<StageRecord> fewer) {
    long before = stages.stream().mapToLong(StageOrder::millis).sum();
    long after = fewer.stream().mapToLong(StageOrder::millis).sum();
    return new ActionRecord(
        id,
        name,
        executionId,
        nestedExecutionIds,
        jobIds,
        tags,
        start,
        end,
        outcome,
        failure,
        figures,
        stagesRun,
        List.copyOf(fewer),
        foldedStages + stages.size() - fewer.size(),
        foldedSeconds + (before - after) / 1e3,
        shareSeconds);
  }
}
