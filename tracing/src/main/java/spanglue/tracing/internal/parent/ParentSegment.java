package spanglue.tracing.internal.parent;

import org.jspecify.annotations.Nullable;

/**
 * The parent of a job's root span.
 *
 * @param id 16 hexadecimal digits; null where there is no parent
 * @param source how it was found
 * @param settled whether no later answer of X-Ray can be better
 */
public record ParentSegment(@Nullable String id, ParentSource source, boolean settled) {
  /** What the trace header alone says: the parent that it names, or null. */
  public static ParentSegment ofHeader(@Nullable String id) {
    return new ParentSegment(id, id == null ? ParentSource.NONE : ParentSource.HEADER, false);
  }

  /**
   * What two answers make together. X-Ray's answers grow, but now and then one is behind another:
   * so the better way wins. A call of Glue that was in doubt is what the later answer makes of it.
   */
  static ParentSegment better(ParentSegment earlier, ParentSegment later) {
    boolean inDoubt = earlier.source().compareTo(ParentSource.GLUE) <= 0 && !earlier.settled();
    return inDoubt || later.source().compareTo(earlier.source()) <= 0 ? later : earlier;
  }
}
