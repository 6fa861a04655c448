package spanglue.report;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An action: a root SQL execution with all inside it, or a job that belongs to none.
 *
 * @param executionId null where it is a job alone
 * @param status {@code succeeded}, {@code failed}, {@code cancelled} or {@code incomplete}
 * @param cause why it failed; null where it did not
 * @param jobs the ids of its jobs
 * @param stages its stage attempts that were kept
 * @param stagesFolded those that were not
 * @param time its part of the run's time by class; null where it is not known
 * @param usd its part of the run's cost; null where that is not known
 * @param plan null where it is not known
 */
public record Action(
    String name,
    @Nullable Long executionId,
    long startMillis,
    long endMillis,
    String status,
    @Nullable String cause,
    List<Integer> jobs,
    List<Stage> stages,
    RunDocument.Folded stagesFolded,
    Map<String, Long> totals,
    @Nullable Map<String, Long> time,
    @Nullable Double usd,
    @Nullable Plan plan) {

  Map<String, Object> json() {
    return RunDocument.object(
        "name", name,
        "execution_id", executionId,
        "start_ms", startMillis,
        "end_ms", endMillis,
        "status", status,
        "cause", cause,
        "jobs", jobs,
        "stages", stages.stream().map(Stage::json).toList(),
        "stages_folded", stagesFolded.json(),
        "totals", totals,
        "time", time,
        "usd", usd,
        "plan", plan == null ? null : plan.json());
  }

  /**
   * A stage attempt.
   *
   * @param name the call site that Spark names it by
   * @param taskMillisMedian of its tasks' times, the median
   * @param taskMillisMax the longest
   */
  public record Stage(
      int id,
      int attempt,
      String name,
      long startMillis,
      long endMillis,
      String status,
      long taskMillisMedian,
      long taskMillisMax,
      Map<String, Long> totals) {
    Map<String, Object> json() {
      return RunDocument.object(
          "id", id,
          "attempt", attempt,
          "name", name,
          "start_ms", startMillis,
          "end_ms", endMillis,
          "status", status,
          "task_ms_median", taskMillisMedian,
          "task_ms_max", taskMillisMax,
          "totals", totals);
    }
  }
}
