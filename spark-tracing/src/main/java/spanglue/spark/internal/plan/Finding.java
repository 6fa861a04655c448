package spanglue.spark.internal.plan;

/**
 * Something that a run could do better.
 *
 * @param figure how much of it there was, in the kind's unit; the larger, the worse
 * @param text in one line: what was seen, with its figures, and what to do
 */
public record Finding(Kind kind, double figure, String text) {

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
}
