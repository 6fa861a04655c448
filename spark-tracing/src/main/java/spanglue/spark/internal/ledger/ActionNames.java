package spanglue.spark.internal.ledger;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What an action is called. */
final class ActionNames {
  private static final int LENGTH = 120;

  private ActionNames() {}

  /** The name that the tags give, else Spark's own description in one line of bounded length. */
  static String of(Collection<String> tags, @Nullable String description) {
    String action = JobTags.action(tags);
    String named = action == null ? JobTags.step(tags) : action;
    String text = named == null && description != null ? description : named;
    String line = text == null ? "" : text.strip().replaceAll("\\s+", " ");
    if (line.isEmpty()) {
      return "Spark action";
    }
    return line.length() <= LENGTH ? line : line.substring(0, LENGTH - 3) + "...";
  }
}
