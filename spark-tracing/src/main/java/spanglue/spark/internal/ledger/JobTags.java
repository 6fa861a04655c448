package spanglue.spark.internal.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Names in Spark's job tags, by which what runs is traced back to who asked for it. A tag may hold
 * no comma, so names are encoded.
 */
public final class JobTags {
  private static final String ACTION = "spanglue-action-";
  private static final String STEP = "spanglue-step-";
  private static final String SOURCE = "spanglue-source-";

  private JobTags() {}

  /** The tag of what runs for a named action; the number tells it from others of its name. */
  public static String ofAction(long number, String name) {
    return ACTION + number + "." + encoded(name);
  }

  /** The tag of what runs while a step's lambda does: a hidden action. */
  public static String ofStep(String name) {
    return STEP + encoded(name);
  }

  /** The tag of what runs while the lambda of a step without input does, such as a schema's. */
  public static String ofSource(String name) {
    return SOURCE + encoded(name);
  }

  /** Those that this class made. */
  static Set<String> ours(Collection<String> tags) {
    return tags.stream()
        .filter(tag -> tag.startsWith(ACTION) || tag.startsWith(STEP) || tag.startsWith(SOURCE))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The named action that the tags are of; null where they are of none. */
  static @Nullable String action(Collection<String> tags) {
    String tag = actionTag(tags);
    return tag == null ? null : decoded(tag.substring(tag.indexOf('.') + 1));
  }

  /** The tag of the innermost named action among them; null where there is none. */
  public static @Nullable String actionTag(Collection<String> tags) {
    return tags.stream()
        .filter(tag -> tag.startsWith(ACTION))
        .max(Comparator.comparingLong(JobTags::number))
        .orElse(null);
  }

  private static long number(String actionTag) {
    return Long.parseLong(actionTag.substring(ACTION.length(), actionTag.indexOf('.')));
  }

  /** The step whose lambda caused what has these tags; null where none did. */
  public static @Nullable String step(Collection<String> tags) {
    String step = first(STEP, tags);
    String source = first(SOURCE, tags);
    return step != null
        ? decoded(step.substring(STEP.length()))
        : source == null ? null : decoded(source.substring(SOURCE.length()));
  }

  /** Whether a step without input caused it. */
  public static boolean isOfSource(Collection<String> tags) {
    return first(STEP, tags) == null && first(SOURCE, tags) != null;
  }

  private static @Nullable String first(String prefix, Collection<String> tags) {
    return tags.stream().filter(tag -> tag.startsWith(prefix)).min(String::compareTo).orElse(null);
  }

  private static String decoded(String name) {
    return new String(Base64.getUrlDecoder().decode(name), UTF_8);
  }

  private static String encoded(String name) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(name.getBytes(UTF_8));
  }
}
