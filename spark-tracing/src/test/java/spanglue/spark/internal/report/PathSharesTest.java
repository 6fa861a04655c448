package spanglue.spark.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import spanglue.spark.internal.ledger.ActionEndings;
import spanglue.spark.internal.ledger.ActionRecord;
import spanglue.spark.internal.ledger.ActionRecord.Interval;
import spanglue.spark.internal.ledger.AggregatedTaskMetrics;
import spanglue.spark.internal.ledger.Completion;
import spanglue.spark.internal.ledger.Folded;
import spanglue.spark.internal.ledger.RunRecord;
import spanglue.spark.internal.ledger.StageRecord;
import spanglue.spark.internal.time.TimeRecord;
import spanglue.spark.internal.time.TimeRecord.Gap;
import spanglue.spark.internal.time.TimeRecord.PathStage;
import spanglue.spark.internal.time.TimeRecord.UnitId;
import spanglue.spark.vocabulary.TimeClass;

/** Whose time the critical path is. */
class PathSharesTest {
  private static final AggregatedTaskMetrics NOTHING = new AggregatedTaskMetrics.Adder().sum();

  @Test
  void anActionAloneIsWhollyOnThePath() {
    ActionRecord action = action(0, 100, 500, 1);
    PathShares path = path(List.of(action), 1_000, stage(1, 150, 450));

    assertThat(path.of(action)).isEqualTo(400);
    assertThat(path.ofStage("stage 1")).isEqualTo(300);
    assertThat(path.of(gap(TimeClass.PLANNING, 100, 150, 0L))).isEqualTo(50);
    assertThat(path.of(gap(TimeClass.COMMIT, 440, 500, 0L))).isEqualTo(50);
    assertThat(path.of(gap(TimeClass.DRIVER, 0, 100, null))).isEqualTo(100);
  }

  @Test
  void ofActionsAtTheSameTimeThePathIsTheOnesWhoseStageItGoesThrough() {
    ActionRecord one = action(0, 100, 500, 1);
    ActionRecord other = action(1, 100, 900, 2);
    PathShares path = path(List.of(one, other), 1_000, stage(2, 300, 900));

    assertThat(path.of(one)).isZero();
    assertThat(path.of(other)).isEqualTo(800);
  }

  @Test
  void anActionWithoutTasksHasWhatOthersLeaveIt() {
    ActionRecord first = action(0, 0, 300, 1);
    ActionRecord without = action(1, 320, 400, 7);
    ActionRecord last = action(2, 450, 900, 2);
    PathShares path =
        path(List.of(first, without, last), 1_000, stage(1, 50, 250), stage(2, 500, 900));

    assertThat(path.of(first)).isEqualTo(300);
    assertThat(path.of(without)).isEqualTo(80);
    assertThat(path.of(last)).isEqualTo(450);
    assertThat(path.actions())
        .containsExactly("action 2 0.45 s", "action 0 0.3 s", "action 1 0.08 s");
  }

  @Test
  void noInstantIsOfTwoActions() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      List<ActionRecord> actions =
          IntStream.range(0, 30)
              .mapToObj(id -> action(id, 30L * id, 30L * id + 10 + random.nextInt(200), id))
              .toList();
      PathStage[] stages =
          IntStream.range(0, 30)
              .filter(id -> random.nextBoolean())
              .mapToObj(id -> stage(id, 30L * id + 5, 30L * id + 5 + random.nextInt(25)))
              .toArray(PathStage[]::new);
      PathShares path = path(actions, 1_200, stages);

      long sum = actions.stream().mapToLong(path::of).sum();
      assertThat(sum).as("seed %d", seed).isBetween(1L, 1_200L);
      assertThat(actions)
          .as("seed %d", seed)
          .allMatch(action -> path.of(action) <= action.interval().millis());
    }
  }

  private static PathShares path(List<ActionRecord> actions, long end, PathStage... stages) {
    RunRecord run =
        new RunRecord(
            interval(0, end),
            new RunRecord.Actions(actions, Folded.NONE),
            new RunRecord.Counts(actions.size(), 0, 0, 0),
            ActionEndings.NONE,
            NOTHING,
            new RunRecord.Losses(0, 0));
    return new PathShares(
        run,
        new TimeRecord(
            0,
            end,
            Map.of(),
            new TimeRecord.Path(Map.of(), List.of(stages)),
            0,
            List.of(),
            new TimeRecord.Work(Map.of(), Map.of()),
            new TimeRecord.Gaps(List.of(), 0, 0)));
  }

  private static ActionRecord action(long id, long start, long end, int stageId) {
    StageRecord stage =
        new StageRecord(
            new StageRecord.Identity(stageId, 0, "count"),
            interval(start, end),
            Completion.SUCCEEDED,
            NOTHING,
            new StageRecord.TaskSpread(0, 0, 0),
            StageRecord.StageAccumulators.NONE);
    return new ActionRecord(
        id,
        new ActionRecord.Origin("action " + id, Set.of(), null),
        new ActionRecord.SparkIds(id, List.of(), List.of()),
        interval(start, end),
        Completion.SUCCEEDED,
        NOTHING,
        new ActionRecord.Stages(List.of(stage), Folded.NONE),
        0,
        null);
  }

  private static PathStage stage(int id, long start, long end) {
    return new PathStage(id, 0, start, end, end - start);
  }

  private static Gap gap(TimeClass kind, long start, long end, Long executionId) {
    return new Gap(
        kind, start, end, executionId == null ? null : new UnitId(true, executionId), false);
  }

  private static Interval interval(long start, long end) {
    return new Interval(Instant.ofEpochMilli(start), Instant.ofEpochMilli(end));
  }
}
