package spanglue.spark.internal.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import spanglue.report.Action;
import spanglue.report.Plan;
import spanglue.report.RunDocument;
import spanglue.spark.internal.ledger.ActionRecord;
import spanglue.spark.internal.ledger.AggregatedTaskMetrics;
import spanglue.spark.internal.ledger.AggregatedTaskMetrics.Figure;
import spanglue.spark.internal.ledger.Folded;
import spanglue.spark.internal.ledger.RowValues;
import spanglue.spark.internal.ledger.RunRecord;
import spanglue.spark.internal.ledger.StageRecord;
import spanglue.spark.internal.time.TimeRecord;
import spanglue.spark.vocabulary.TimeClass;
import spanglue.tracing.SafeOutput;
import spanglue.tracing.spi.SpanFailure;

/** Makes a run's document of what the ledger and the accounting of its time know. */
public final class RunDocuments {
  private final @Nullable Workers workers;

  /** {@code workers} is null where they are not known. */
  public RunDocuments(@Nullable Workers workers) {
    this.workers = workers;
  }

  /** Of an application whose log was read. */
  public RunDocument ofLog(
      String path,
      RunDocument.Application application,
      RunRecord run,
      TimeRecord times,
      List<String> readingNotes) {
    return document(
        new RunDocument.Source("event-log", path),
        application,
        run,
        times,
        List.of(
            "What ran twice, of steps without a name: a log does not hold the plans that tell it."),
        notes(application, times, readingNotes));
  }

  /**
   * Of an application that was listened to, at its end.
   *
   * @param path where the document will be
   */
  public RunDocument live(
      String path, RunDocument.Application application, RunRecord run, TimeRecord times) {
    List<String> notes = new ArrayList<>();
    if (run.losses().events() > 0) {
      notes.add(
          "Spark's queue of events had no room for %,d of them: figures and times lack theirs."
              .formatted(run.losses().events()));
    }
    notes.addAll(notes(times));
    return document(
        new RunDocument.Source("live", path), application, run, times, List.of(), notes);
  }

  private RunDocument document(
      RunDocument.Source source,
      RunDocument.Application application,
      RunRecord run,
      TimeRecord times,
      List<String> notChecked,
      List<String> notes) {
    double wallSeconds = times.wallMillis() / 1e3;
    List<Action> actions =
        run.actions().kept().stream().map(action -> action(action, times, wallSeconds)).toList();
    return new RunDocument(
        source,
        application,
        new RunDocument.Time(times.wallMillis(), texts(times.classes())),
        path(times, run),
        totals(run),
        slots(times),
        cost(wallSeconds),
        actions,
        new RunDocument.Folded(
            run.counts().actions() - actions.size(), run.actions().folded().seconds()),
        List.of(),
        notChecked,
        notes);
  }

  private static List<String> notes(
      RunDocument.Application application, TimeRecord times, List<String> readingNotes) {
    List<String> notes = new ArrayList<>(readingNotes);
    if (application.endMillis() == null) {
      notes.add(
          "The log does not tell the application's end: it was running, or was killed, or the log"
              + " is cut. Times are up to the last event.");
    }
    if (times.slotsMost() == 0) {
      notes.add(
          "The log does not tell how many tasks could run at once, so that no tail is known.");
    }
    notes.addAll(notes(times));
    return notes;
  }

  private static List<String> notes(TimeRecord times) {
    List<String> notes = new ArrayList<>();
    if (times.classes().getOrDefault(TimeClass.UNMEASURED, 0L) > 0) {
      notes.add(
          "Unmeasured is the time of tasks of which Spark has no processor time or has it only in"
              + " part: Python workers, native engines, Spark before 2.1, tasks that were lost.");
    }
    return notes;
  }

  private static RunDocument.CriticalPath path(TimeRecord times, RunRecord run) {
    Map<String, String> actionOfStage = new LinkedHashMap<>();
    for (ActionRecord action : run.actions().kept()) {
      action
          .stages()
          .kept()
          .forEach(
              stage -> actionOfStage.put(stage.identity().text(), SafeOutput.line(action.name())));
    }
    return new RunDocument.CriticalPath(
        texts(times.path().classes()),
        times.path().stages().stream()
            .map(
                stage ->
                    new RunDocument.PathSpan(
                        stage.name(),
                        actionOfStage.get(stage.name()),
                        stage.startMillis(),
                        stage.endMillis(),
                        stage.millis()))
            .toList());
  }

  private static RunDocument.Totals totals(RunRecord run) {
    Map<String, Long> figures = new LinkedHashMap<>();
    figures.put("jobs", run.counts().jobs());
    figures.put("stages", run.counts().stages());
    figures.putAll(figures(run.totals()));
    return new RunDocument.Totals(figures);
  }

  private static Map<String, Long> figures(AggregatedTaskMetrics metrics) {
    Map<String, Long> figures = new LinkedHashMap<>();
    figures.put("tasks", metrics.get(Figure.TASKS));
    figures.put("tasks_failed", metrics.get(Figure.TASKS_FAILED));
    figures.put("rows_in", metrics.get(Figure.INPUT_ROWS));
    figures.put("bytes_in", metrics.get(Figure.INPUT_BYTES));
    figures.put("rows_out", metrics.get(Figure.OUTPUT_ROWS));
    figures.put("bytes_out", metrics.get(Figure.OUTPUT_BYTES));
    figures.put("shuffle_read_bytes", metrics.get(Figure.SHUFFLE_READ_BYTES));
    figures.put("shuffle_write_bytes", metrics.get(Figure.SHUFFLE_WRITE_BYTES));
    figures.put("spill_bytes", metrics.get(Figure.SPILL_BYTES));
    figures.put("task_ms", metrics.get(Figure.DURATION));
    figures.put("cpu_ms", TimeUnit.NANOSECONDS.toMillis(metrics.get(Figure.CPU_TIME)));
    figures.put("gc_ms", metrics.get(Figure.GC_TIME));
    return figures;
  }

  private static RunDocument.Slots slots(TimeRecord times) {
    return new RunDocument.Slots(
        times.slotsMost(),
        times.slots().stream()
            .map(
                point ->
                    new RunDocument.SlotPoint(
                        point.startMillis(), point.endMillis(), point.slots(), point.used()))
            .toList());
  }

  private RunDocument.@Nullable Cost cost(double wallSeconds) {
    return workers == null
        ? null
        : new RunDocument.Cost(
            workers.dpuSeconds(wallSeconds), workers.cost(wallSeconds), workers.basis());
  }

  private Action action(ActionRecord action, TimeRecord times, double wallSeconds) {
    SpanFailure failure = action.completion().failure();
    Double cost = workers == null || wallSeconds == 0 ? null : workers.cost(wallSeconds);
    return new Action(
        SafeOutput.line(action.name()),
        action.ids().executionId(),
        action.interval().start().toEpochMilli(),
        action.interval().end().toEpochMilli(),
        action.completion().status().text(),
        failure == null
            ? null
            : SafeOutput.line(RowValues.blanked(failure.type() + ": " + failure.message())),
        action.ids().jobIds(),
        action.stages().kept().stream().map(RunDocuments::stage).toList(),
        folded(action.stages().folded()),
        figures(action.metrics()),
        time(action, times),
        cost == null ? null : Double.valueOf(cost * action.wallSeconds() / wallSeconds),
        plan(action.plan()));
  }

  /** What Spark and others wrote passes the gate. */
  private static @Nullable Plan plan(@Nullable Plan plan) {
    return plan == null
        ? null
        : new Plan(plan.nodes().stream().map(RunDocuments::safe).toList(), plan.folded());
  }

  private static Plan.Node safe(Plan.Node node) {
    return node.withTexts(SafeOutput.line(node.name()), SafeOutput.line(node.detail()));
  }

  private static RunDocument.Folded folded(Folded those) {
    return new RunDocument.Folded(those.spans(), those.seconds());
  }

  private static @Nullable Map<String, Long> time(ActionRecord action, TimeRecord times) {
    Map<TimeClass, Double> parts =
        times.work().of(action.ids().executionIds(), action.ids().jobIds());
    if (parts == null) {
      return null;
    }
    Map<TimeClass, Long> rounded = new EnumMap<>(TimeClass.class);
    parts.forEach((its, millis) -> rounded.put(its, Math.round(millis)));
    return texts(rounded);
  }

  private static Action.Stage stage(StageRecord stage) {
    return new Action.Stage(
        stage.identity().stageId(),
        stage.identity().attempt(),
        SafeOutput.line(stage.identity().name()),
        stage.interval().start().toEpochMilli(),
        stage.interval().end().toEpochMilli(),
        stage.completion().status().text(),
        stage.tasks().medianMillis(),
        stage.tasks().maxMillis(),
        figures(stage.metrics()));
  }

  private static Map<String, Long> texts(Map<TimeClass, Long> classes) {
    Map<String, Long> texts = new LinkedHashMap<>();
    classes.forEach((its, millis) -> texts.put(its.text(), millis));
    return texts;
  }
}
