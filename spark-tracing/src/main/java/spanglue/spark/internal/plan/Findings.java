package spanglue.spark.internal.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.command.DataWritingCommandExec;
import org.apache.spark.sql.execution.metric.SQLMetric;
import spanglue.spark.event.StepsRan.SmallFiles;
import spanglue.spark.internal.ledger.ActionRecord;
import spanglue.spark.internal.ledger.AggregatedTaskMetrics.Figure;
import spanglue.spark.internal.ledger.JobTags;
import spanglue.spark.internal.ledger.ScalaValues;
import spanglue.spark.internal.ledger.StageRecord;

/** What a run could do better, as its actions show it: of each kind the worst few. */
public final class Findings {
  private static final int MOST_OF_A_KIND = 3;

  /**
   * Something that a run could do better.
   *
   * @param figure how much of it there was, in the kind's unit; the larger, the worse
   * @param text in one line: what was seen, with its figures, and what to do
   */
  public record Finding(Kind kind, double figure, String text) {}

  /** What was found. */
  enum Kind {
    /** A step was computed more than once; task seconds of the stages that computed it again. */
    RECOMPUTED,
    /** An action ran inside a step, which looks lazy; seconds. */
    HIDDEN_ACTION,
    /** A task ran much longer than the others of its stage; seconds. */
    SKEW,
    /** Tasks wrote to disk what had no room in memory; bytes. */
    SPILL,
    /** One task read a large file; bytes. */
    ONE_TASK_READ,
    /** An output consists of many small files; files. */
    TINY_FILES
  }

  /**
   * From where on something is worth saying.
   *
   * @param skew of the tasks of a stage
   * @param spillBytes written to disk by the tasks of one stage
   * @param oneTaskBytes read by one task; Spark cuts what can be cut into 128 MB
   * @param tinyFiles of one output
   * @param readMillis an action in the definition of a source, such as a look at the schema
   */
  public record Thresholds(
      Skew skew, long spillBytes, long oneTaskBytes, TinyFiles tinyFiles, long readMillis) {
    public static final Thresholds DEFAULT =
        new Thresholds(
            new Skew(5, 10_000), 64L << 20, 256L << 20, new TinyFiles(32, 4L << 20), 5_000);

    /**
     * A stage is skewed where both are exceeded.
     *
     * @param ratio the longest task over the median one
     * @param millis the longest task
     */
    public record Skew(double ratio, long millis) {}

    /** So many files of so few bytes, as a mean. */
    public record TinyFiles(long files, long bytes) {}
  }

  private final Thresholds thresholds;
  private final Map<Kind, List<Finding>> worst = new EnumMap<>(Kind.class);

  public Findings(Thresholds thresholds) {
    this.thresholds = thresholds;
  }

  /** Looks at what a plan wrote. Returns the outputs of many small files. */
  List<SmallFiles> written(SparkPlan plan) {
    List<SmallFiles> small = new ArrayList<>();
    for (SparkPlan child : ScalaValues.<SparkPlan>list(plan.children())) {
      small.addAll(written(child));
    }
    if (plan instanceof DataWritingCommandExec) {
      Map<String, SQLMetric> metrics = Operators.metricsByName(plan);
      SQLMetric files = metrics.get("numFiles");
      SQLMetric bytes = metrics.get("numOutputBytes");
      if (files != null
          && bytes != null
          && files.value() >= thresholds.tinyFiles().files()
          && bytes.value() < files.value() * thresholds.tinyFiles().bytes()) {
        small.add(new SmallFiles(files.value(), bytes.value()));
      }
    }
    return small;
  }

  /** An output that is worth saying. */
  void written(SmallFiles output) {
    add(
        Kind.TINY_FILES,
        (double) output.files(),
        "an output has %d files of %s each: repartition (or hint 'rebalance') before the write",
        output.files(),
        size(output.bytes() / Math.max(1, output.files())));
  }

  /** Looks at an action, with all of its stages. */
  public void ended(ActionRecord action) {
    String step = JobTags.step(action.origin().tags());
    double seconds = action.interval().seconds();
    if (step != null
        && !action.ids().jobIds().isEmpty()
        && (!JobTags.isOfSource(action.origin().tags())
            || seconds * 1e3 >= thresholds.readMillis())) {
      add(
          Kind.HIDDEN_ACTION,
          seconds,
          "step '%s' ran an action of %.1f s while it was being defined: move it out of the step,"
              + " into Steps.action, or for a source give the schema",
          step,
          seconds);
    }
    action.stages().kept().forEach(stage -> ended(action, stage));
  }

  private void ended(ActionRecord action, StageRecord stage) {
    String place = "stage " + stage.identity().stageId() + " of '" + action.name() + "'";
    long longest = stage.tasks().maxMillis();
    if (longest >= thresholds.skew().millis()
        && longest > thresholds.skew().ratio() * stage.tasks().medianMillis()
        && stage.metrics().get(Figure.TASKS) > 1) {
      add(
          Kind.SKEW,
          longest / 1e3,
          "%s is skewed: its longest task took %.1f s, the median one %.1f s:"
              + " spread the most frequent key, or partition by another",
          place,
          longest / 1e3,
          stage.tasks().medianMillis() / 1e3);
    }
    long spilled = stage.metrics().get(Figure.SPILL_BYTES);
    if (spilled >= thresholds.spillBytes()) {
      add(
          Kind.SPILL,
          (double) spilled,
          "%s spilled %s to disk: give it more partitions, or executors more memory",
          place,
          size(spilled));
    }
    if (stage.tasks().maxBytesIn() >= thresholds.oneTaskBytes()) {
      add(
          Kind.ONE_TASK_READ,
          (double) stage.tasks().maxBytesIn(),
          "one task of %s read %s: a gz file, a JSON array or a multi-line file can't be read by"
              + " more than one; upload it in parts, or as plain lines",
          place,
          size(stage.tasks().maxBytesIn()));
    }
  }

  /** All of them, with what the steps' histories show. */
  public List<Finding> report(Collection<StepHistory> histories) {
    Recomputation.of(histories).forEach(this::add);
    return worst.values().stream().flatMap(List::stream).toList();
  }

  private void add(Kind kind, double figure, String format, Object... figures) {
    add(new Finding(kind, figure, String.format(Locale.ROOT, format, figures)));
  }

  private void add(Finding finding) {
    List<Finding> ofKind = worst.computeIfAbsent(finding.kind(), kind -> new ArrayList<>());
    ofKind.add(finding);
    ofKind.sort(Comparator.comparingDouble(Finding::figure).reversed());
    if (ofKind.size() > MOST_OF_A_KIND) {
      ofKind.remove(MOST_OF_A_KIND);
    }
  }

  private static String size(long bytes) {
    return bytes < 10L << 20 ? (bytes >> 10) + " KB" : (bytes >> 20) + " MB";
  }
}
