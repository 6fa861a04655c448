package spanglue.tracing;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The stacks that a trace has in full already. One failure passes a stage, an action and the root,
 * maybe within other exceptions; each cause tells its frames where it is met first.
 */
final class ToldStacks {
  private static final String CAUSED_BY = "Caused by: ";
  private static final String AT = "\tat ";
  private static final int FRAMES_AGAIN = 2;
  private static final int MOST_KNOWN = 64;

  private final Set<String> known = new LinkedHashSet<>();

  /**
   * {@code stack}, of each cause that is known already no more than the beginning; empty where all
   * of them are known and {@code again} does not ask for the beginnings.
   */
  synchronized String untold(String stack, boolean again) {
    List<List<String>> causes = causes(stack);
    boolean isNew = false;
    List<String> told = new ArrayList<>();
    for (List<String> cause : causes) {
      boolean first = add(cause);
      isNew |= first;
      told.addAll(first ? cause : beginning(cause));
    }
    return isNew || again ? String.join("\n", told) : "";
  }

  private static List<List<String>> causes(String stack) {
    List<List<String>> causes = new ArrayList<>();
    for (String line : stack.lines().toList()) {
      if (causes.isEmpty() || line.startsWith(CAUSED_BY)) {
        causes.add(new ArrayList<>());
      }
      causes.get(causes.size() - 1).add(line);
    }
    return causes;
  }

  /** Whether it is new. Its frames say so, and without frames all of it. */
  private boolean add(List<String> cause) {
    List<String> frames = cause.stream().filter(line -> line.startsWith(AT)).toList();
    boolean first = known.add(String.join("\n", frames.isEmpty() ? cause : frames));
    if (known.size() > MOST_KNOWN) {
      Iterator<String> eldest = known.iterator();
      eldest.next();
      eldest.remove();
    }
    return first;
  }

  private static List<String> beginning(List<String> cause) {
    List<String> kept = new ArrayList<>();
    int frames = 0;
    int more = 0;
    for (String line : cause) {
      if (line.startsWith("\t... ")) {
        more += Integer.parseInt(line.replaceAll("\\D+", ""));
      } else if (!line.startsWith(AT) || ++frames <= FRAMES_AGAIN) {
        kept.add(line);
      }
    }
    more += Math.max(0, frames - FRAMES_AGAIN);
    if (more > 0) {
      kept.add("\t... " + more + " more");
    }
    return kept;
  }
}
