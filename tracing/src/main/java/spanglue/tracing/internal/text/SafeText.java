package spanglue.tracing.internal.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Text of others, fit for a span or a log: bounded, without passwords, without values of rows where
 * messages are known to quote them. A message that somebody made up may quote what it likes; that
 * can't be known here.
 */
public final class SafeText {
  /** The rules that hold for every text. */
  public static final SafeText PLAIN = new SafeText(List.of());

  /** What is looked at. Nobody needs the rest, and it may be a whole file. */
  private static final int MOST_READ = 16_000;

  private static final int LINE_LENGTH = 500;
  private static final String BLANK = "***";

  /** The parts of a presigned URL, or of a request, that are as good as a password. */
  private static final Pattern SIGNATURE =
      Pattern.compile(
          "(?i)\\b((?:X-Amz-(?:Signature|Credential|Security-Token)|AWSAccessKeyId|Signature)="
              + "|X-Amz-Security-Token:\\s*)[^&\\s\"'<>]+");

  private static final Pattern USER_AND_PASSWORD = Pattern.compile("(?<=://)[^/\\s@]+:[^/\\s@]*@");

  /** What Java and Jackson say of a text that they can't parse. */
  private static final Pattern NUMBER =
      Pattern.compile("(For input string: )\"(?:[^\\n]*\"|[^\\n]*)");

  private static final Pattern DATE =
      Pattern.compile("(Text ')(?:.*?)(' could not be parsed)", Pattern.DOTALL);
  private static final Pattern JSON_TOKEN = Pattern.compile("(Unrecognized token ')[^\\n']*(')");
  private static final Pattern JSON_SOURCE =
      Pattern.compile("(\\[Source: \\([^)]*\\))\".*?\"(?=\\[truncated|;)", Pattern.DOTALL);

  private static final Pattern LINE_BREAKS = Pattern.compile("\\s*\\R\\s*");

  private final List<UnaryOperator<String>> rules;

  private SafeText(List<UnaryOperator<String>> rules) {
    this.rules = rules;
  }

  /** These rules and one more. */
  public SafeText and(UnaryOperator<String> rule) {
    List<UnaryOperator<String>> more = new ArrayList<>(rules);
    more.add(rule);
    return new SafeText(List.copyOf(more));
  }

  /** At most {@code length} UTF-16 units of {@code text}. */
  public String of(String text, int length) {
    String read = text.length() <= MOST_READ ? text : text.substring(0, MOST_READ);
    String safe = SIGNATURE.matcher(read).replaceAll("$1" + BLANK);
    safe = USER_AND_PASSWORD.matcher(safe).replaceAll(BLANK + "@");
    for (UnaryOperator<String> rule : rules) {
      safe = rule.apply(safe);
    }
    safe = NUMBER.matcher(safe).replaceAll("$1\"" + BLANK + "\"");
    safe = DATE.matcher(safe).replaceAll("$1" + BLANK + "$2");
    safe = JSON_TOKEN.matcher(safe).replaceAll("$1" + BLANK + "$2");
    return cut(JSON_SOURCE.matcher(safe).replaceAll("$1\"" + BLANK + "\""), length);
  }

  /** The same in one line. */
  public String line(String text) {
    return cut(LINE_BREAKS.matcher(of(text, MOST_READ)).replaceAll(" "), LINE_LENGTH);
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length - 3) + "...";
  }
}
