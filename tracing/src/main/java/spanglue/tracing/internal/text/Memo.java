package spanglue.tracing.internal.text;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * What a rule made of the texts so far. Rules cost far more than a look, and a trace's texts are
 * mostly the same few: keys, call sites, names of stages. Bounded; safe for use by several threads.
 */
public final class Memo {
  private static final int MOST = 1_024;
  private static final int LONGEST = 200;

  private final Map<String, String> known = new ConcurrentHashMap<>();

  /** What {@code rule}, always the same one, makes of {@code text}. */
  public String get(String text, UnaryOperator<String> rule) {
    if (text.length() > LONGEST) {
      return rule.apply(text);
    }
    String seen = known.get(text);
    if (seen != null) {
      return seen;
    }
    String made = rule.apply(text);
    if (known.size() >= MOST) {
      known.clear();
    }
    known.put(text, made);
    return made;
  }
}
