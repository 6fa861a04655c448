package spanglue.spark.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.Success$;
import org.apache.spark.scheduler.TaskInfo;
import org.apache.spark.scheduler.TaskLocality;
import org.junit.jupiter.api.Test;
import spanglue.report.Plan;
import spanglue.spark.internal.ledger.ActionRecord.Interval;
import spanglue.spark.internal.ledger.ActionRecord.Origin;
import spanglue.spark.internal.ledger.AggregatedTaskMetrics.Figure;
import spanglue.spark.internal.ledger.KeptActions.Retention;
import spanglue.spark.internal.ledger.RunLedger.Execution;
import spanglue.spark.internal.ledger.StageRecord.StageAccumulators;
import spanglue.tracing.spi.SpanFailure;

/** Each event counts once, under the action that it is of, in whatever order Spark tells them. */
class RunLedgerTest {
  private final RunLedger ledger = new RunLedger(MostSpans.FEW, action -> Retention.ORDINARY);
  private long now = 1_000_000;

  @Test
  void whatAQueryRunsBeforeItIsAnnouncedIsUnderIt() {
    job(0, new Execution(7, 7), "Listing leaf files and directories for 40 paths");
    ledger.executionStarted(new Execution(7, 7), origin("count at Job.java:3"), now);
    job(1, new Execution(7, 7), "count at Job.java:3");
    ledger.executionEnded(7, now, Completion.SUCCEEDED);

    RunRecord run = close();
    ActionRecord action = only(run);
    assertThat(action.name()).isEqualTo("count at Job.java:3");
    assertThat(action.ids().jobIds()).containsExactly(0, 1);
    assertThat(action.ids().executionId()).isEqualTo(7);
    assertThat(run.counts()).isEqualTo(new RunRecord.Counts(1, 1, 2, 2));
  }

  @Test
  void aQueryInsideOneThatIsNotAnnouncedYetIsUnderIt() {
    ledger.executionStarted(new Execution(8, 7), origin("Delta: reading the log"), now);
    job(0, new Execution(8, 7), "Delta: reading the log");
    ledger.executionEnded(8, now, Completion.SUCCEEDED);
    ledger.executionStarted(new Execution(7, 7), origin("merge"), now);
    ledger.executionEnded(7, now, Completion.SUCCEEDED);

    RunRecord run = close();
    assertThat(only(run).name()).isEqualTo("merge");
    assertThat(only(run).ids().nestedExecutionIds()).containsExactly(8L);
    assertThat(run.counts().executions()).isEqualTo(1);
  }

  @Test
  void aJobOfAnInnerQueryThatIsNotAnnouncedYetIsUnderTheOuterOne() {
    ledger.executionStarted(new Execution(7, 7), origin("save"), now);
    job(0, new Execution(8, 7), "Listing leaf files and directories for 40 paths");
    ledger.executionStarted(new Execution(8, 7), origin("inner"), now);
    ledger.executionEnded(8, now, Completion.SUCCEEDED);
    ledger.executionEnded(7, now, Completion.SUCCEEDED);

    RunRecord run = close();
    assertThat(only(run).ids().jobIds()).containsExactly(0);
    assertThat(run.counts().actions()).isEqualTo(1);
  }

  @Test
  void aQueryThatFailsBeforeItIsAnnouncedEndsAllTheSame() {
    job(0, new Execution(7, 7), "Listing leaf files and directories for 40 paths");
    ledger.executionEnded(7, now, failed());

    assertThat(only(close()).completion().hasFailed()).isTrue();
  }

  @Test
  void twoQueriesThatPlanAtTheSameTimeKeepApart() {
    job(0, new Execution(7, 7), "Listing of 7");
    ledger.executionStarted(new Execution(8, 8), origin("eight"), now);
    job(1, new Execution(7, 7), "Listing of 7 again");
    ledger.executionStarted(new Execution(7, 7), origin("seven"), now);
    ledger.executionEnded(8, now, Completion.SUCCEEDED);
    ledger.executionEnded(7, now, Completion.SUCCEEDED);

    assertThat(close().actions().kept())
        .extracting(action -> action.name() + " " + action.ids().jobIds())
        .containsExactly("seven [0, 1]", "eight []");
  }

  @Test
  void aQueryWhoseOuterOneIsOverIsAnActionThatEnds() {
    ledger.executionStarted(new Execution(7, 7), origin("outer"), now);
    ledger.executionEnded(7, now, Completion.SUCCEEDED);
    ledger.executionStarted(new Execution(8, 7), origin("a thread that it left behind"), now);
    job(0, new Execution(8, 7), "count");
    ledger.executionEnded(8, now, Completion.SUCCEEDED);

    assertThat(close().actions().kept())
        .extracting(action -> action.completion().status())
        .containsExactly(Completion.Status.SUCCEEDED, Completion.Status.SUCCEEDED);
  }

  @Test
  void theEndOfAJobIsAwaitedWhoseOnlyStageWasCancelledAndStillHasTasks() {
    ledger.jobStarted(0, null, new int[] {0}, origin("slow"), now);
    assertThat(ledger.isJobEndDue()).isFalse();
    OpenStage stage = submit(0);
    start(stage, 2);
    assertThat(ledger.isJobEndDue()).isFalse();
    Completion cancelled =
        Completion.told("Job 0 cancelled part of cancelled job group slow", null);
    ledger.stageEnded(stage, now, cancelled, StageAccumulators.NONE);
    assertThat(ledger.isJobEndDue()).isTrue();
    ledger.jobEnded(0, now, cancelled);
    assertThat(ledger.isJobEndDue()).isFalse();
  }

  @Test
  void tasksThatEndAfterTheirCancelledStageCount() {
    ledger.executionStarted(new Execution(7, 7), origin("slow"), now);
    ledger.jobStarted(0, new Execution(7, 7), new int[] {0}, origin("slow"), now);
    OpenStage stage = submit(0);
    start(stage, 2);
    Completion cancelled = Completion.told("Job 0 cancelled part of cancelled job tag old", null);
    ledger.stageEnded(stage, now, cancelled, StageAccumulators.NONE);
    ledger.jobEnded(0, now, cancelled);
    ledger.executionEnded(7, now, cancelled);
    assertThat(ledger.isJobEndDue()).isFalse();
    end(stage, 2);

    RunRecord run = close();
    assertThat(run.totals().get(Figure.TASKS)).isEqualTo(2);
    assertThat(run.totals().get(Figure.DURATION)).isEqualTo(4_000);
    assertThat(only(run).metrics().get(Figure.TASKS)).isEqualTo(2);
    StageRecord told = only(run).stages().kept().get(0);
    assertThat(told.metrics().get(Figure.DURATION)).isEqualTo(4_000);
    assertThat(told.completion()).isEqualTo(cancelled);
    assertThat(run.endings().cancelled()).isEqualTo(1);
  }

  @Test
  void aTaskThatNeverEndsHoldsNothingUpAtTheEnd() {
    ledger.jobStarted(0, null, new int[] {0}, origin("slow"), now);
    OpenStage stage = submit(0);
    start(stage, 2);
    ledger.stageEnded(stage, now, Completion.SUCCEEDED, StageAccumulators.NONE);
    end(stage, 1);
    ledger.jobEnded(0, now, Completion.SUCCEEDED);

    RunRecord run = close();
    assertThat(only(run).completion()).isEqualTo(Completion.SUCCEEDED);
    assertThat(only(run).stages().kept().get(0).completion()).isEqualTo(Completion.SUCCEEDED);
    assertThat(run.totals().get(Figure.TASKS)).isEqualTo(1);
  }

  @Test
  void aSecondCopyOfATaskThatOutlivesItsStageCounts() {
    ledger.jobStarted(0, null, new int[] {0, 1}, origin("copies"), now);
    OpenStage first = submit(0);
    start(first, 3);
    end(first, 2);
    ledger.stageEnded(first, now, Completion.SUCCEEDED, StageAccumulators.NONE);
    OpenStage second = submit(1);
    start(second, 1);
    end(second, 1);
    ledger.stageEnded(second, now, Completion.SUCCEEDED, StageAccumulators.NONE);
    end(first, 1);
    ledger.jobEnded(0, now, Completion.SUCCEEDED);

    assertThat(only(close()).metrics().get(Figure.TASKS)).isEqualTo(4);
  }

  @Test
  void whatIsKeptAndWhatIsFoldedIsAllThatRan() {
    for (int job = 0; job < 2_001; job++) {
      ledger.jobStarted(job, null, new int[] {2 * job, 2 * job + 1}, origin("job"), now);
      run(2 * job, Completion.SUCCEEDED);
      if (job == 0) {
        run(1, Completion.SUCCEEDED);
      }
      ledger.jobEnded(job, now, Completion.SUCCEEDED);
    }

    RunRecord run = close();
    assertThat(run.counts()).isEqualTo(new RunRecord.Counts(2_001, 0, 2_001, 2_002));
    long kept =
        run.actions().kept().stream().mapToLong(action -> 1 + action.stages().kept().size()).sum();
    assertThat(kept + run.actions().foldedTotal()).isEqualTo(2_001 + 2_002);
    assertThat(run.actions().folded().spans()).isEqualTo(run.actions().foldedTotal());
  }

  @Test
  void whereNothingLimitsTheBytesMoreIsKeptAndStillBounded() {
    RunLedger whole = new RunLedger(MostSpans.MANY, action -> Retention.ORDINARY);
    for (int job = 0; job < 11_000; job++) {
      int first = 4 * job;
      whole.jobStarted(
          job, null, new int[] {first, first + 1, first + 2, first + 3}, origin("job"), now);
      for (int stage = first; stage < first + 4; stage++) {
        whole.stageSubmitted(new StageRecord.Identity(stage, 0, "stage"), now);
        OpenStage open = Objects.requireNonNull(whole.stage(stage, 0));
        whole.stageEnded(open, now, Completion.SUCCEEDED, StageAccumulators.NONE);
      }
      whole.jobEnded(job, now, Completion.SUCCEEDED);
    }

    RunRecord.Actions actions = whole.close(Interval.ofMillis(now, now), 0).actions();
    assertThat(actions.kept()).hasSize(10_000);
    assertThat(actions.kept().stream().mapToInt(action -> action.stages().kept().size()).sum())
        .isBetween(18_000, 20_000);
    long kept = actions.kept().stream().mapToLong(one -> 1 + one.stages().kept().size()).sum();
    assertThat(kept + actions.foldedTotal()).isEqualTo(11_000 + 44_000);
  }

  @Test
  void plansStayOfTheLongestActions() {
    Plan.Node node =
        new Plan.Node(0, null, "Project", "", null, null, null, Plan.Time.UNKNOWN, null, Map.of());
    Plan plan = new Plan(Collections.nCopies(200, node), 0);
    RunLedger planned =
        new RunLedger(
            MostSpans.MANY, action -> action.planned(plan, null), action -> Retention.ORDINARY);
    for (int job = 0; job < 1_000; job++) {
      planned.jobStarted(job, null, new int[0], origin("job"), now);
      now += 1 + job;
      planned.jobEnded(job, now, Completion.SUCCEEDED);
    }

    List<ActionRecord> kept = planned.close(Interval.ofMillis(0, now), 0).actions().kept();
    assertThat(kept).hasSize(1_000);
    assertThat(kept.stream().filter(action -> action.plan() != null))
        .hasSize(KeptActions.MOST_OPERATORS / 200)
        .allMatch(action -> action.interval().millis() > 700);
  }

  @Test
  void stagesThatFoldInAnActionThatStaysAreInTheSum() {
    int[] stages = new int[700];
    for (int i = 0; i < stages.length; i++) {
      stages[i] = i;
    }
    ledger.jobStarted(0, null, stages, origin("many stages"), now);
    for (int stage : stages) {
      run(stage, Completion.SUCCEEDED);
    }
    ledger.jobEnded(0, now, Completion.SUCCEEDED);

    RunRecord run = close();
    assertThat(only(run).stages().kept().size() + run.actions().foldedTotal()).isEqualTo(700);
    assertThat(run.actions().folded()).isEqualTo(Folded.NONE);
  }

  @Test
  void failuresThatFoldAreCountedAsSuch() {
    for (int job = 0; job < 300; job++) {
      ledger.jobStarted(job, null, new int[] {job}, origin("job " + job), now);
      run(job, failed());
      ledger.jobEnded(job, now, failed());
    }

    RunRecord run = close();
    assertThat(run.endings().failed()).isEqualTo(300);
    assertThat(run.actions().folded().failures())
        .isEqualTo(2L * (300 - run.actions().kept().size()))
        .isPositive();
    assertThat(run.endings().first()).hasToString("'job 0': IOException: no good");
  }

  @Test
  void whatIsNoPartOfTheReportIsNotCounted() {
    RunLedger omits = new RunLedger(MostSpans.FEW, action -> Retention.OMITTED);
    omits.executionStarted(new Execution(7, 7), origin("a view"), now);
    omits.executionEnded(7, now, Completion.SUCCEEDED);

    RunRecord run = omits.close(Interval.ofMillis(0, now), 0);
    assertThat(run.counts().actions()).isZero();
    assertThat(run.actions().foldedTotal()).isZero();
  }

  /** A job of one stage. */
  private void job(int id, Execution execution, String name) {
    ledger.jobStarted(id, execution, new int[] {id}, origin(name), now);
    run(id, Completion.SUCCEEDED);
    ledger.jobEnded(id, now, Completion.SUCCEEDED);
  }

  private void run(int stage, Completion completion) {
    OpenStage open = submit(stage);
    start(open, 1);
    end(open, 1);
    ledger.stageEnded(open, now, completion, StageAccumulators.NONE);
  }

  private OpenStage submit(int id) {
    ledger.stageSubmitted(new StageRecord.Identity(id, 0, "stage"), now);
    OpenStage stage = ledger.stage(id, 0);
    assertThat(stage).isNotNull();
    return stage;
  }

  private static void start(OpenStage stage, int tasks) {
    for (int task = 0; task < tasks; task++) {
      stage.taskStarted();
    }
  }

  /** So many tasks of two seconds. */
  private void end(OpenStage stage, int tasks) {
    for (int task = 0; task < tasks; task++) {
      TaskInfo info =
          new TaskInfo(task, task, 0, task, now, "1", "host", TaskLocality.ANY(), false);
      now += 2_000;
      info.finishTime_$eq(now);
      stage.taskEnded(info, null, Success$.MODULE$);
      ledger.taskEnded(stage, now);
    }
  }

  private RunRecord close() {
    return ledger.close(Interval.ofMillis(0, now), 0);
  }

  private static ActionRecord only(RunRecord run) {
    assertThat(run.actions().kept()).hasSize(1);
    return run.actions().kept().get(0);
  }

  private static Origin origin(String name) {
    return Origin.of(Set.of(), name, null);
  }

  private static Completion failed() {
    return Completion.failed(new SpanFailure("IOException", "no good", ""));
  }
}
