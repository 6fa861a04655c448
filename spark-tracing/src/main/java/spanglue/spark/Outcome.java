package spanglue.spark;

import java.util.Locale;

/** How an action or a stage attempt ended. */
enum Outcome {
  SUCCEEDED,
  FAILED,
  CANCELLED,
  /** Spark did not say that it ended: the application ended first, or the event was dropped. */
  INCOMPLETE;

  /** As a span's attribute says it. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
