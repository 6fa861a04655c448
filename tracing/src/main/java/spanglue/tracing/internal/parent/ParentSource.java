package spanglue.tracing.internal.parent;

import java.util.Locale;

/** How the parent of a job's root span was found, from the best way to none. */
public enum ParentSource {
  /** The segment that X-Ray infers from the state's Glue call. */
  INFERRED,
  /** The subsegment of the state's Glue call. */
  GLUE,
  /** The subsegment of the state. */
  STATE,
  /** The segment of the execution. */
  STATE_MACHINE,
  /** The trace header. */
  HEADER,
  /** There is none: the span is the root of the trace. */
  NONE;

  /** As the attribute {@code parent.source} says it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
