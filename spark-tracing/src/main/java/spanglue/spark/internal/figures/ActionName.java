package spanglue.spark.internal.figures;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import spanglue.spark.internal.figures.PlanTree.Placed;
import spanglue.spark.internal.ledger.ActionRecord.Origin;
import spanglue.spark.internal.ledger.JobTags;

/**
 * The name of an action that has none worth reading: what its plan does, from the first table on,
 * such as {@code scan parquet listings -> filter -> aggregate}. All that Spark knows of a call from
 * Python is how it reached Java. The same query has the same name whatever the day.
 */
final class ActionName {
  private static final int MOST_WORDS = 7;
  private static final String ARROW = " -> ";

  /** A call that says where Java was called, and not by whom. */
  private static final Pattern SAYS_NOTHING =
      Pattern.compile(
          "(\\w+) at (?:\\w*MethodAccessor\\w*|\\w*MethodHandleAccessor|Method|ThreadPoolExecutor"
              + "|FutureTask|CompletableFuture|Thread|ForkJoin\\w*)\\.java:\\d+|Spark action");

  private static final Pattern MAKES_A_TABLE = Pattern.compile("^(?:create|replace|save) table\\b");

  private ActionName() {}

  /** Null where the action has a name of its own, or the plan tells none. */
  static @Nullable String of(Origin origin, List<Placed> plan) {
    Matcher call = SAYS_NOTHING.matcher(origin.name());
    if (JobTags.actionTag(origin.tags()) != null
        || JobTags.step(origin.tags()) != null
        || !call.matches()
        || plan.isEmpty()) {
      return null;
    }
    Deque<String> words = words(plan);
    if (words.isEmpty()) {
      return null;
    }
    end(words, call.group(1));
    List<String> shown = new ArrayList<>(words);
    if (shown.size() > MOST_WORDS) {
      List<String> last = shown.subList(shown.size() - MOST_WORDS + 2, shown.size());
      shown = new ArrayList<>(List.of(shown.get(0), ".."));
      shown.addAll(last);
    }
    return String.join(ARROW, shown);
  }

  /** From the root down its first children, so that the words come out the other way round. */
  private static Deque<String> words(List<Placed> plan) {
    Deque<String> words = new ArrayDeque<>();
    int place = 0;
    while (place >= 0) {
      Placed placed = plan.get(place);
      String word = word(placed, plan);
      String outer = words.peekFirst();
      if (word != null && outer != null && isPartOf(outer, word)) {
        words.removeFirst();
        words.addFirst(withName(outer, word));
      } else if (word != null && !word.equals(outer)) {
        words.addFirst(word);
      }
      place = isSource(placed.node()) || placed.children().isEmpty() ? -1 : next(placed, plan);
    }
    return words;
  }

  /** Of several executions inside a command, the one that does the most. */
  private static int next(Placed placed, List<Placed> plan) {
    int next = placed.children().get(0);
    for (int child : placed.children()) {
      OpenPlan other = plan.get(child).plan();
      if (other != placed.plan() && other.size() > plan.get(next).plan().size()) {
        next = child;
      }
    }
    return next;
  }

  /** A command that makes a table runs another that writes it. */
  private static boolean isPartOf(String outer, String word) {
    return MAKES_A_TABLE.matcher(outer).find()
        && (word.startsWith("write ") || MAKES_A_TABLE.matcher(word).find());
  }

  /** What it writes may be known to the inner one alone. */
  private static String withName(String outer, String word) {
    String name = word.substring(word.lastIndexOf(' ') + 1);
    boolean isNamed = word.indexOf(' ') < word.lastIndexOf(' ');
    return isNamed && outer.endsWith(" table") ? outer + " " + name : outer;
  }

  private static @Nullable String word(Placed placed, List<Placed> plan) {
    PlanNode node = placed.node();
    if (PlanNodes.isCache(node.name())) {
      String made = placed.children().isEmpty() ? "" : source(placed.children().get(0), plan);
      return ("scan cached " + (made.isEmpty() ? "" : made)).strip();
    }
    if (OperatorWords.isJoin(node)) {
      String other = placed.children().size() < 2 ? "" : source(placed.children().get(1), plan);
      return ("join " + other).strip();
    }
    return OperatorWords.of(node);
  }

  /** The name of the table that a branch begins with. */
  private static String source(int branch, List<Placed> plan) {
    int place = branch;
    while (true) {
      Placed placed = plan.get(place);
      if (OperatorWords.isScan(placed.node()) && !PlanNodes.isCache(placed.node().name())) {
        return SourceNames.table(placed.node());
      }
      if (placed.children().isEmpty()) {
        return "";
      }
      place = placed.children().get(0);
    }
  }

  private static boolean isSource(PlanNode node) {
    return OperatorWords.isScan(node) || PlanNodes.isCache(node.name());
  }

  /** What was called says more than how Spark did it. */
  private static void end(Deque<String> words, @Nullable String called) {
    if ("count".equals(called) && "aggregate".equals(words.peekLast())) {
      words.removeLast();
      words.addLast("count");
    } else if ("showString".equals(called) || "show".equals(called)) {
      if ("limit".equals(words.peekLast())) {
        words.removeLast();
      }
      words.addLast("show");
    }
  }
}
