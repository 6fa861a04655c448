package spanglue.spark.internal.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import spanglue.spark.internal.ledger.ActionRecord.Interval;

/**
 * One action ran a step, or as much of it as is known.
 *
 * @param label how well that is known
 * @param with names of the steps whose code was one with the step's, the first few of them
 * @param shared whether other steps ran in the same stages
 * @param copies how often the action's plan holds the step; 0 where that is not known
 * @param rows that the step's operator put out; null where no operator counted just these
 * @param stages task milliseconds of each stage attempt that ran it, by its numbers
 */
record Materialization(
    ActionKey action,
    Label label,
    Interval interval,
    List<String> with,
    boolean shared,
    int copies,
    @Nullable Long rows,
    Map<String, Long> stages) {

  /** Which action it was. */
  record ActionKey(long id, String name) {}

  /** How well that is known. */
  enum Label {
    /** An operator of its own reports rows or time. */
    MEASURED("measured"),
    /** Ran as one piece of code with other operators. */
    FUSED("fused"),
    /** Part of what the action had to do, but no operator that ran is known to be its own. */
    UNMEASURED("unmeasured");

    final String text;

    Label(String text) {
      this.text = text;
    }

    /** The label of that text; unmeasured where there is none. */
    static Label of(String text) {
      return Arrays.stream(values())
          .filter(label -> label.text.equals(text))
          .findFirst()
          .orElse(UNMEASURED);
    }
  }
}
