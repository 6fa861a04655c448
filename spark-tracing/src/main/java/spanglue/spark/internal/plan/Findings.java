package spanglue.spark.internal.plan;

import java.time.Duration;
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
import spanglue.spark.internal.ledger.ActionRecord;
import spanglue.spark.internal.ledger.JobTags;
import spanglue.spark.internal.ledger.ScalaValues;
import spanglue.spark.internal.ledger.StageRecord;
import spanglue.spark.internal.plan.Finding.Kind;

/** What a run could do better, as its actions show it: of each kind the worst few. */
public final class Findings {
  private static final int MOST_OF_A_KIND = 3;

  private final Thresholds thresholds;
  private final Map<Kind, List<Finding>> worst = new EnumMap<>(Kind.class);

  public Findings(Thresholds thresholds) {
    this.thresholds = thresholds;
  }

  /** Looks at what a plan wrote. */
  void written(SparkPlan plan) {
    for (SparkPlan child : ScalaValues.<SparkPlan>list(plan.children())) {
      written(child);
    }
    if (plan instanceof DataWritingCommandExec) {
      Map<String, SQLMetric> metrics = Operators.metricsByName(plan);
      SQLMetric files = metrics.get("numFiles");
      SQLMetric bytes = metrics.get("numOutputBytes");
      if (files != null
          && bytes != null
          && files.value() >= thresholds.files()
          && bytes.value() < files.value() * thresholds.fileBytes()) {
        add(
            Kind.TINY_FILES,
            (double) files.value(),
            "an output has %d files of %s each: repartition (or hint 'rebalance') before the write",
            files.value(),
            size(bytes.value() / files.value()));
      }
    }
  }

  /** Looks at an action, with all of its stages. */
  public void ended(ActionRecord action) {
    String step = JobTags.step(action.tags());
    double seconds = Duration.between(action.start(), action.end()).toMillis() / 1e3;
    if (step != null
        && !action.jobIds().isEmpty()
        && (!JobTags.isOfSource(action.tags()) || seconds * 1e3 >= thresholds.readMillis())) {
      add(
          Kind.HIDDEN_ACTION,
          seconds,
          "step '%s' ran an action of %.1f s while it was being defined: move it out of the step,"
              + " into Steps.action, or for a source give the schema",
          step,
          seconds);
    }
    action.stages().forEach(stage -> ended(action, stage));
  }

  private void ended(ActionRecord action, StageRecord stage) {
    String place = "stage " + stage.stageId() + " of '" + action.name() + "'";
    long longest = stage.maxTaskMillis();
    if (longest >= thresholds.skewMillis()
        && longest > thresholds.skewRatio() * stage.medianTaskMillis()
        && stage.figures().tasks() > 1) {
      add(
          Kind.SKEW,
          longest / 1e3,
          "%s is skewed: its longest task took %.1f s, the median one %.1f s:"
              + " spread the most frequent key, or partition by another",
          place,
          longest / 1e3,
          stage.medianTaskMillis() / 1e3);
    }
    if (stage.figures().spillBytes() >= thresholds.spillBytes()) {
      add(
          Kind.SPILL,
          (double) stage.figures().spillBytes(),
          "%s spilled %s to disk: give it more partitions, or executors more memory",
          place,
          size(stage.figures().spillBytes()));
    }
    if (stage.maxTaskBytesIn() >= thresholds.oneTaskBytes()) {
      add(
          Kind.ONE_TASK_READ,
          (double) stage.maxTaskBytesIn(),
          "one task of %s read %s: a gz file, a JSON array or a multi-line file can't be read by"
              + " more than one; upload it in parts, or as plain lines",
          place,
          size(stage.maxTaskBytesIn()));
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
