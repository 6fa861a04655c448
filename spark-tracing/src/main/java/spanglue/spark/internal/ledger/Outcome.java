package spanglue.spark.internal.ledger;

import java.util.Locale;

/** How an action or a stage attempt ended. */
public enum Outcome {
  SUCCEEDED,
  FAILED,
  CANCELLED,
  /** Spark did not say that it ended: the application ended first, or the event was dropped. */
  INCOMPLETE;

  /** As a span's attribute says it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
