package spanglue.spark.internal.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.spark.SparkConf;

/**
 * What Spark's own settings hide in its pages and logs, for the trace: values whose key matches
 * {@code spark.redaction.regex}, and what {@code spark.redaction.string.regex} and {@code
 * spark.sql.redaction.string.regex} match. As the application's confs have them when it starts.
 */
public final class SparkRedaction {
  private static final String BLANK = "***";
  private static final String KEYS = "spark.redaction.regex";
  private static final List<String> TEXTS =
      List.of("spark.redaction.string.regex", "spark.sql.redaction.string.regex");

  /** A key, what is between, and a value as far as its quotes or the next space go. */
  private static final Pattern ASSIGNMENT =
      Pattern.compile(
          "(?<![\\w.-])([\\w.-]{1,200}+)([\"'`]?\\s{0,3}(?:=|:|->)\\s{0,3})"
              + "(\"[^\"\\n]*+\"?|'[^'\\n]*+'?|[^\\s,;&)}\\]]++)");

  private SparkRedaction() {}

  /** What to let every text of the application's trace pass through. */
  public static UnaryOperator<String> of(SparkConf conf) {
    List<UnaryOperator<String>> rules = new ArrayList<>();
    if (conf.contains(KEYS)) {
      add(rules, conf.get(KEYS), keys -> text -> withoutValues(text, keys));
    }
    for (String key : TEXTS) {
      if (conf.contains(key)) {
        add(rules, conf.get(key), parts -> text -> parts.matcher(text).replaceAll(BLANK));
      }
    }
    return text -> {
      String safe = text;
      for (UnaryOperator<String> rule : rules) {
        safe = rule.apply(safe);
      }
      return safe;
    };
  }

  /** A pattern that is none is Spark's to complain of. */
  private static void add(
      List<UnaryOperator<String>> rules,
      String regex,
      Function<Pattern, UnaryOperator<String>> rule) {
    try {
      if (!regex.isEmpty()) {
        rules.add(rule.apply(Pattern.compile(regex)));
      }
    } catch (PatternSyntaxException e) {
      // Spark fails by it, or does without it; so do we.
    }
  }

  private static String withoutValues(String text, Pattern keys) {
    return ASSIGNMENT
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    keys.matcher(found.group(1)).find()
                        ? found.group(1) + found.group(2) + BLANK
                        : found.group()));
  }
}
