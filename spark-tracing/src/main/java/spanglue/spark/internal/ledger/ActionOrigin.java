package spanglue.spark.internal.ledger;

import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who asked for an action.
 *
 * @param name the name its tags give it, else Spark's description or call site
 * @param tags those job tags that {@link JobTags} made
 * @param callSite null where it is not known
 */
public record ActionOrigin(String name, Set<String> tags, @Nullable CallSite callSite) {
  private static final int NAME_LENGTH = 120;

  /**
   * As Spark tells it.
   *
   * @param jobTags all of them
   * @param description Spark's own, of which the name is one line of bounded length
   * @param stack where the call came from
   */
  static ActionOrigin of(
      Collection<String> jobTags, @Nullable String description, @Nullable String stack) {
    Set<String> tags = JobTags.ours(jobTags);
    return new ActionOrigin(name(tags, description), tags, CallSite.of(stack));
  }

  /** The same, called from there where nothing is known yet. */
  ActionOrigin orCalledFrom(@Nullable CallSite known) {
    return callSite != null || known == null ? this : new ActionOrigin(name, tags, known);
  }

  private static String name(Collection<String> tags, @Nullable String description) {
    String action = JobTags.action(tags);
    String named = action == null ? JobTags.step(tags) : action;
    String text = named == null && description != null ? description : named;
    String line = text == null ? "" : text.strip().replaceAll("\\s+", " ");
    if (line.isEmpty()) {
      return "Spark action";
    }
    return line.length() <= NAME_LENGTH ? line : line.substring(0, NAME_LENGTH - 3) + "...";
  }
}
