package spanglue.tracing.internal.parent;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The parent of a job's root span.
 *
 * @param id 16 hexadecimal digits; null where there is no parent
 * @param source how it was found
 * @param settled whether no later answer of X-Ray can be better
 */
public record ParentSegment(@Nullable String id, Source source, boolean settled) {
  /** How the parent of a job's root span was found, from the best way to none. */
  public enum Source {
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

  /** What the trace header alone says: the parent that it names, or null. */
  public static ParentSegment ofHeader(@Nullable String id) {
    return new ParentSegment(id, id == null ? Source.NONE : Source.HEADER, false);
  }

  /**
   * What two answers make together. X-Ray's answers grow, but now and then one is behind another:
   * so the better way wins. A call of Glue that was in doubt is what the later answer makes of it.
   */
  static ParentSegment better(ParentSegment earlier, ParentSegment later) {
    boolean inDoubt = earlier.source().compareTo(Source.GLUE) <= 0 && !earlier.settled();
    return inDoubt || later.source().compareTo(earlier.source()) <= 0 ? later : earlier;
  }
}
