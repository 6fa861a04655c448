package spanglue.spark.internal.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import spanglue.spark.internal.ledger.MostSpans;
import spanglue.spark.internal.time.TimeRecord.Gap;
import spanglue.spark.vocabulary.TimeClass;

/** Each millisecond in one class, whatever comes in whatever order. */
class TimeAccountingTest {
  private static final long T = 1_700_000_000_000L;
  private static final OpenStages.Key STAGE = new OpenStages.Key(0, 0);

  private final TimeAccounting accounting = new TimeAccounting(MostSpans.FEW);

  @Test
  void aRunIsDividedAtItsEvents() {
    accounting.jvmStarted(T - 500);
    accounting.applicationStarted(T);
    accounting.driverRegistered(T + 900);
    accounting.executorAdded("1", 1, T + 1_000);
    accounting.executionStarted(new OpenWork.Execution(7, 7), T + 1_300);
    accounting.jobStarted(0, new OpenWork.Execution(7, 7), new int[] {0}, T + 1_400);
    accounting.stageSubmitted(STAGE, 1, false, T + 1_410);
    accounting.taskStarted(0, STAGE, T + 1_450);
    accounting.taskEnded(0, STAGE, T + 1_450, T + 2_450, true, computed(1_000));
    accounting.jobEnded(0, T + 2_460);
    accounting.executionEnded(7, T + 2_500);
    accounting.applicationEnded(T + 2_600);

    TimeRecord record = accounting.close(0);

    assertThat(spent(record.classes()))
        .containsOnly(
            entry(TimeClass.JVM_START, 500L),
            entry(TimeClass.SPARK_START, 1_000L),
            entry(TimeClass.DRIVER, 300L),
            entry(TimeClass.PLANNING, 100L),
            entry(TimeClass.SCHEDULING, 60L),
            entry(TimeClass.CPU, 1_000L),
            entry(TimeClass.COMMIT, 40L),
            entry(TimeClass.END, 100L));
    assertThat(record.path().classes()).isEqualTo(record.classes());
    assertThat(record.work().executions().get(7L))
        .containsOnly(
            entry(TimeClass.PLANNING, 100.0),
            entry(TimeClass.SCHEDULING, 60.0),
            entry(TimeClass.CPU, 1_000.0),
            entry(TimeClass.COMMIT, 40.0));
    TimeRecord.UnitId query = new TimeRecord.UnitId(true, 7);
    assertThat(record.gaps().kept())
        .containsExactly(
            new Gap(TimeClass.JVM_START, T - 500, T, null, false),
            new Gap(TimeClass.SPARK_START, T, T + 900, null, false),
            new Gap(TimeClass.SPARK_START, T + 900, T + 1_000, null, false),
            new Gap(TimeClass.DRIVER, T + 1_000, T + 1_300, null, false),
            new Gap(TimeClass.PLANNING, T + 1_300, T + 1_400, query, false),
            new Gap(TimeClass.COMMIT, T + 2_460, T + 2_500, query, false),
            new Gap(TimeClass.END, T + 2_500, T + 2_600, null, false));
  }

  @Test
  void noTimeBeforeTheRootsBeginIsTheRuns() {
    accounting.jvmStarted(T + 5_000);
    started(1);
    accounting.executionStarted(new OpenWork.Execution(7, 7), T + 5_100);
    accounting.executionEnded(7, T + 5_300);
    accounting.applicationEnded(T + 5_300);

    TimeRecord record = accounting.close(0);

    assertThat(record.startMillis()).isEqualTo(T + 5_000);
    assertThat(spent(record.classes()))
        .containsOnly(entry(TimeClass.DRIVER, 100L), entry(TimeClass.PLANNING, 200L));
  }

  @Test
  void whatAQueryRanToMakeItsPlanIsPartOfIt() {
    started(1);
    accounting.jobStarted(0, new OpenWork.Execution(7, 7), new int[] {0}, T + 100);
    accounting.jobEnded(0, T + 200);
    accounting.executionStarted(new OpenWork.Execution(7, 7), T + 300);
    accounting.executionEnded(7, T + 400);
    accounting.applicationEnded(T + 400);

    TimeRecord.UnitId query = new TimeRecord.UnitId(true, 7);
    assertThat(accounting.close(0).gaps().kept())
        .containsExactly(
            new Gap(TimeClass.DRIVER, T, T + 100, null, false),
            new Gap(TimeClass.COMMIT, T + 200, T + 400, query, false));
  }

  @Test
  void theProgramsTimeInANamedActionIsToldApart() {
    started(1);
    accounting.namedActionStarted(T + 100);
    accounting.executionStarted(new OpenWork.Execution(7, 7), T + 200);
    accounting.executionEnded(7, T + 300);
    accounting.namedActionEnded(T + 400);
    accounting.applicationEnded(T + 500);

    assertThat(accounting.close(0).gaps().kept())
        .containsExactly(
            new Gap(TimeClass.DRIVER, T, T + 100, null, false),
            new Gap(TimeClass.DRIVER, T + 100, T + 200, null, true),
            new Gap(TimeClass.PLANNING, T + 200, T + 300, new TimeRecord.UnitId(true, 7), false),
            new Gap(TimeClass.DRIVER, T + 300, T + 400, null, true),
            new Gap(TimeClass.END, T + 400, T + 500, null, false));
  }

  @Test
  void shortGapsAreOnlyCounted() {
    started(1);
    for (int i = 0; i < 1_000; i++) {
      accounting.jobStarted(i, null, new int[] {i}, T + 20L * i + 9);
      accounting.jobEnded(i, T + 20L * i + 20);
    }
    accounting.applicationEnded(T + 20_000);

    TimeRecord.Gaps gaps = accounting.close(0).gaps();

    assertThat(gaps.kept()).isEmpty();
    assertThat(gaps.omitted()).isEqualTo(1_000);
    assertThat(gaps.omittedMillis()).isEqualTo(9_000);
  }

  @Test
  void ofManyGapsTheLongestAreKept() {
    started(1);
    for (int i = 0; i < 1_000; i++) {
      accounting.jobStarted(i, null, new int[] {i}, T + 5_000L * i + 4_000 + i);
      accounting.jobEnded(i, T + 5_000L * (i + 1));
    }
    accounting.applicationEnded(T + 5_000_000);

    TimeRecord.Gaps gaps = accounting.close(0).gaps();

    assertThat(gaps.kept()).hasSize(MostSpans.FEW.gaps());
    assertThat(gaps.kept()).allMatch(gap -> gap.millis() >= 4_000 + 1_000 - 256);
    assertThat(gaps.omitted()).isEqualTo(1_000 - 256);
  }

  /** Each instant is in a gap of the root or in something that was asked for, and in one only. */
  @Test
  void gapsAndWhatWasAskedForCoverTheRun() {
    for (int seed = 0; seed < 400; seed++) {
      List<Asked> asked = asked(new Random(seed));
      TimeAccounting events = new TimeAccounting(new MostSpans(1_000, 1_000, 1_000));
      events.applicationStarted(T);
      events.executorAdded("1", 1, T + 1_000);
      for (int id = 0; id < asked.size(); id++) {
        asked.get(id).tell(events, id);
      }
      events.applicationEnded(T + 58_000);

      TimeRecord record = events.close(0);

      long now = T;
      for (Gap gap : record.gaps().kept()) {
        if (gap.unit() == null) {
          assertThat(gap.startMillis()).as("seed %d", seed).isGreaterThanOrEqualTo(now);
          assertThat(asked)
              .as("seed %d, %s", seed, gap)
              .noneMatch(one -> one.from < gap.endMillis() && one.to > gap.startMillis());
          now = gap.endMillis();
        } else {
          Asked unit = asked.get((int) gap.unit().id());
          assertThat(gap.startMillis()).as("seed %d", seed).isGreaterThanOrEqualTo(unit.from);
          assertThat(gap.endMillis()).as("seed %d", seed).isLessThanOrEqualTo(unit.to);
        }
      }
      assertThat(record.gaps().omitted()).as("seed %d", seed).isZero();
      assertThat(covered(asked, record)).as("seed %d", seed).isEqualTo(58_000);
    }
  }

  private record Asked(boolean isExecution, long from, long to) {
    void tell(TimeAccounting events, int id) {
      OpenWork.Execution execution = isExecution ? new OpenWork.Execution(id, id) : null;
      if (execution != null) {
        events.executionStarted(execution, from);
        events.executionEnded(id, to);
      }
      long third = (to - from) / 3;
      long margin = isExecution ? third : 0;
      events.jobStarted(id, execution, new int[] {id}, from + margin);
      events.jobEnded(id, to - margin);
    }
  }

  /** Queries and jobs, some at once, by times that are apart by 30 ms or not at all. */
  private static List<Asked> asked(Random random) {
    List<Asked> asked = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(40); i++) {
      long from = T + 1_200 + 30L * random.nextInt(1_800);
      asked.add(
          new Asked(
              random.nextBoolean(),
              from,
              Math.min(T + 57_990, from + 30L * (1 + random.nextInt(90)))));
    }
    return asked;
  }

  /** Milliseconds in which there is a gap of the root or something that was asked for. */
  private static long covered(List<Asked> asked, TimeRecord record) {
    BitSet instants = new BitSet();
    asked.forEach(one -> instants.set((int) (one.from - T), (int) (one.to - T)));
    record.gaps().kept().stream()
        .filter(gap -> gap.unit() == null)
        .forEach(gap -> instants.set((int) (gap.startMillis() - T), (int) (gap.endMillis() - T)));
    return instants.cardinality();
  }

  @Test
  void idleSlotsAreTailWhereNoTaskWaits() {
    started(4);
    stage(1);
    task(0, T, T + 1_000);
    accounting.jobEnded(0, T + 1_000);
    accounting.applicationEnded(T + 1_000);

    assertThat(spent(accounting.close(0).classes()))
        .containsOnly(entry(TimeClass.CPU, 250L), entry(TimeClass.TAIL, 750L));
  }

  @Test
  void idleSlotsAreSchedulingWhereTasksWait() {
    started(2);
    stage(3);
    task(0, T, T + 1_000);
    accounting.jobEnded(0, T + 1_000);
    accounting.applicationEnded(T + 1_000);

    assertThat(spent(accounting.close(0).classes()))
        .containsOnly(entry(TimeClass.CPU, 500L), entry(TimeClass.SCHEDULING, 500L));
  }

  @Test
  void tasksWaitForExecutorsWhereThereAreNone() {
    started(1);
    accounting.executorRemoved("1", T);
    stage(1);
    accounting.executorAdded("2", 1, T + 800);
    task(0, T + 900, T + 1_000);
    accounting.jobEnded(0, T + 1_000);
    accounting.applicationEnded(T + 1_000);

    assertThat(spent(accounting.close(0).classes()))
        .containsOnly(
            entry(TimeClass.EXECUTOR_WAIT, 800L),
            entry(TimeClass.SCHEDULING, 100L),
            entry(TimeClass.CPU, 100L));
  }

  @Test
  void aTaskIsDividedByItsMetrics() {
    started(1);
    stage(1);
    accounting.taskEnded(
        0,
        STAGE,
        T,
        T + 1_000,
        true,
        new TaskParts(1_000, 50, 900, 400, 100, 30, 0, 20, 10, false));
    accounting.jobEnded(0, T + 1_000);
    accounting.applicationEnded(T + 1_000);

    assertThat(spent(accounting.close(0).classes()))
        .containsOnly(
            entry(TimeClass.DESERIALIZATION, 50L),
            entry(TimeClass.SCHEDULING, 50L),
            entry(TimeClass.CPU, 400L),
            entry(TimeClass.GC, 100L),
            entry(TimeClass.SHUFFLE_WAIT, 30L),
            entry(TimeClass.SHUFFLE_WRITE, 20L),
            entry(TimeClass.OUTPUT_WRITE, 10L),
            entry(TimeClass.OTHER_WAIT, 340L));
  }

  @Test
  void whatSparkDoesNotLookIntoIsNeverWaiting() {
    started(1);
    accounting.jobStarted(0, null, new int[] {0}, T);
    accounting.stageSubmitted(STAGE, 1, true, T);
    task(0, T, T + 1_000, new TaskParts(1_000, 0, 1_000, 100, 0, 0, 0, 0, 0, false));
    accounting.jobEnded(0, T + 1_000);
    accounting.applicationEnded(T + 1_000);

    assertThat(spent(accounting.close(0).classes()))
        .containsOnly(entry(TimeClass.CPU, 100L), entry(TimeClass.UNMEASURED, 900L));
  }

  @Test
  void thePathGoesThroughWhatEndedLast() {
    started(2);
    accounting.jobStarted(0, null, new int[] {0, 1}, T);
    accounting.stageSubmitted(STAGE, 2, false, T);
    task(0, T, T + 200);
    task(1, T, T + 900);
    accounting.stageEnded(STAGE, T + 900);
    OpenStages.Key next = new OpenStages.Key(1, 0);
    accounting.stageSubmitted(next, 1, false, T + 900);
    accounting.taskEnded(2, next, T + 950, T + 1_450, true, computed(500));
    accounting.jobEnded(0, T + 1_450);
    accounting.applicationEnded(T + 1_500);

    TimeRecord.Path path = accounting.close(0).path();

    assertThat(spent(path.classes()))
        .containsOnly(
            entry(TimeClass.CPU, 1_400L),
            entry(TimeClass.SCHEDULING, 50L),
            entry(TimeClass.END, 50L));
    assertThat(path.stages())
        .containsExactly(
            new TimeRecord.PathStage(0, 0, T, T + 900, 900),
            new TimeRecord.PathStage(1, 0, T + 950, T + 1_450, 500));
  }

  @Test
  void anApplicationWithoutAnEndIsAccountedToItsLastEvent() {
    started(1);
    accounting.executionStarted(new OpenWork.Execution(1, 1), T + 300);

    TimeRecord record = accounting.close(0);

    assertThat(record.endMillis()).isEqualTo(T + 300);
    assertThat(spent(record.classes())).containsOnly(entry(TimeClass.DRIVER, 300L));
  }

  @Test
  void classesSumToTheWallTimeWhateverIsTold() {
    for (int seed = 0; seed < 400; seed++) {
      TimeRecord record = told(events(new Random(seed), 200, false));

      assertThat(sum(record.classes())).as("seed %d", seed).isEqualTo(record.wallMillis());
      assertThat(sum(record.path().classes())).as("path, %d", seed).isEqualTo(record.wallMillis());
      assertThat(record.classes().values()).as("seed %d", seed).allMatch(millis -> millis >= 0);
      assertThat(record.slots()).hasSizeLessThanOrEqualTo(128);
    }
  }

  @Test
  void theOrderOfArrivalDoesNotMatter() {
    for (int seed = 0; seed < 100; seed++) {
      List<Consumer<TimeAccounting>> events = events(new Random(seed), 60, true);
      TimeRecord inOrder = told(events);
      Collections.shuffle(events.subList(1, events.size()), new Random(seed));

      assertThat(told(events).classes()).as("seed %d", seed).isEqualTo(inOrder.classes());
    }
  }

  @Test
  void memoryDoesNotGrowWithTheRun() {
    started(8);
    for (int i = 0; i < 300_000; i++) {
      long at = T + i * 10L;
      accounting.jobStarted(i, null, new int[] {i}, at);
      accounting.stageSubmitted(new OpenStages.Key(i, 0), 1, false, at);
      accounting.taskEnded(i, new OpenStages.Key(i, 0), at + 1, at + 8, true, computed(7));
      accounting.jobEnded(i, at + 9);
    }
    TimeRecord record = accounting.close(0);

    assertThat(record.work().jobs()).hasSizeLessThanOrEqualTo(256);
    assertThat(record.path().stages()).hasSizeLessThanOrEqualTo(2_048);
    assertThat(sum(record.classes())).isEqualTo(record.wallMillis());
  }

  private void started(int cores) {
    accounting.applicationStarted(T);
    accounting.driverRegistered(T);
    accounting.executorAdded("1", cores, T);
  }

  private void stage(int tasks) {
    accounting.jobStarted(0, null, new int[] {0}, T);
    accounting.stageSubmitted(STAGE, tasks, false, T);
  }

  private void task(long id, long launch, long finish) {
    double millis = finish - launch;
    task(id, launch, finish, computed(millis));
  }

  private void task(long id, long launch, long finish, TaskParts parts) {
    accounting.taskStarted(id, STAGE, launch);
    accounting.taskEnded(id, STAGE, launch, finish, true, parts);
  }

  private static TaskParts computed(double millis) {
    return new TaskParts(millis, 0, millis, millis, 0, 0, 0, 0, 0, false);
  }

  private static TimeRecord told(List<Consumer<TimeAccounting>> events) {
    TimeAccounting accounting = new TimeAccounting(MostSpans.FEW);
    events.forEach(event -> event.accept(accounting));
    return accounting.close(0);
  }

  /**
   * Some of the events of a run, at random.
   *
   * @param isOrderly whether no two have one time, none lacks its time, and what ends had begun
   */
  private static List<Consumer<TimeAccounting>> events(
      Random random, int count, boolean isOrderly) {
    List<Long> times =
        new ArrayList<>(IntStream.rangeClosed(1, 2 * count).mapToObj(i -> T + i * 7L).toList());
    Collections.shuffle(times, random);
    List<Consumer<TimeAccounting>> events = new ArrayList<>();
    events.add(to -> to.applicationStarted(T));
    for (int i = 0; i < count; i++) {
      int id = isOrderly ? i : random.nextInt(9);
      OpenStages.Key stage = new OpenStages.Key(random.nextInt(6), 0);
      long one = time(random, times, isOrderly);
      long other = time(random, times, isOrderly);
      long from = isOrderly ? Math.min(one, other) : one;
      long to = isOrderly ? Math.max(one, other) : other;
      TaskParts parts =
          new TaskParts(
              Math.max(0, to - from),
              random.nextInt(9),
              random.nextInt(900),
              random.nextInt(900),
              random.nextInt(90),
              random.nextInt(90),
              0,
              random.nextInt(90),
              0,
              false);
      switch (random.nextInt(6)) {
        case 0 -> {
          events.add(told -> told.executionStarted(new OpenWork.Execution(id, id), from));
          events.add(told -> told.executionEnded(id, to));
        }
        case 1 -> {
          int[] stages = {stage.stageId()};
          OpenWork.Execution execution =
              random.nextBoolean() ? new OpenWork.Execution(id, id) : null;
          events.add(told -> told.jobStarted(id, execution, stages, from));
          events.add(told -> told.jobEnded(id, to));
        }
        case 2 -> {
          events.add(told -> told.stageSubmitted(stage, 3, false, from));
          events.add(told -> told.stageEnded(stage, to));
        }
        case 3 -> {
          events.add(told -> told.executorAdded("e" + id, 2, from));
          events.add(told -> told.executorRemoved("e" + id, to));
        }
        default -> {
          if (random.nextInt(4) > 0) {
            events.add(told -> told.taskStarted(id, stage, from));
          }
          events.add(told -> told.taskEnded(id, stage, from, to, true, parts));
        }
      }
    }
    if (!isOrderly) {
      Collections.shuffle(events.subList(1, events.size()), random);
      events.subList(1, events.size()).removeIf(event -> random.nextInt(10) == 0);
    }
    return events;
  }

  private static long time(Random random, List<Long> times, boolean isOrderly) {
    if (isOrderly) {
      return times.remove(times.size() - 1);
    }
    return random.nextInt(20) == 0 ? -1 : T + random.nextInt(100_000) - 1_000;
  }

  private static long sum(Map<TimeClass, Long> classes) {
    return classes.values().stream().mapToLong(Long::longValue).sum();
  }

  private static Map<TimeClass, Long> spent(Map<TimeClass, Long> classes) {
    Map<TimeClass, Long> spent = new LinkedHashMap<>(classes);
    spent.values().removeIf(millis -> millis == 0);
    return spent;
  }
}
