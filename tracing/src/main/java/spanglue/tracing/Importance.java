package spanglue.tracing;

/** What the byte budget of a job's trace gives up first. Failures and the longest spans stay. */
public enum Importance {
  /** Folds into its parent first. */
  LOW,
  /** Folds when nothing of {@link #LOW} is left, the shortest first. */
  NORMAL
}
