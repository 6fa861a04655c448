package spanglue.tracing.internal.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one gate for text that others wrote, on its way to a span, a log, a message or a terminal.
 * Behind it a text is bounded, has no control character and no secret, and no value of a row where
 * messages are known to quote them. A message that somebody made up may quote what it likes; that
 * can't be known here.
 */
public final class SafeText {
  /** The rules that hold for every text. */
  public static final SafeText PLAIN = new SafeText(List.of());

  /** Bytes of a name, as UTF-8. */
  public static final int NAME_BYTES = 200;

  /** UTF-16 units of an attribute's value. */
  public static final int VALUE_LENGTH = 4_000;

  /** What is looked at, at each end. Nobody needs the rest, and it may be a whole file. */
  private static final int MOST_READ = 8_000;

  private static final int LINE_LENGTH = 500;
  private static final String BLANK = Secrets.BLANK;

  /**
   * An element of HTML, as the descriptions in Spark's web pages have them. Only what is one: a
   * query compares, and a type has parameters.
   */
  private static final Pattern MARKUP =
      Pattern.compile(
          "(?i)</?(?:a|abbr|b|body|br|button|code|details|div|em|embed|font|form|h[1-6]|head|hr|html"
              + "|i|iframe|img|input|li|link|math|meta|object|ol|p|pre|script|small|span|strong"
              + "|style|sub|sup|svg|table|tbody|td|th|thead|tr|tt|u|ul|video)"
              + "(?:\\s{0,5}/?|[\\s/][^<>=]*+=[^<>]*+)>");

  /** What Java and Jackson say of a text that they can't parse. */
  private static final Pattern NUMBER =
      Pattern.compile("(For input string: )\"(?:[^\\n]*\"|[^\\n]*)");

  private static final Pattern DATE = Pattern.compile("Text '");
  private static final Pattern END_OF_DATE = Pattern.compile("' could not be parsed");
  private static final Pattern JSON_TOKEN = Pattern.compile("(Unrecognized token ')[^\\n']*(')");
  private static final Pattern JSON_SOURCE = Pattern.compile("\\[Source: \\([^)\\n]{0,200}\\)\"");
  private static final Pattern END_OF_JSON_SOURCE = Pattern.compile("\"(?=\\[truncated|;)");

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

  /** At most {@code length} UTF-16 units of {@code text}: its first lines and its last ones. */
  public String of(String text, int length) {
    return Excerpt.of(whole(text), length);
  }

  /** As an attribute's value. */
  public String value(String text) {
    return of(text, VALUE_LENGTH);
  }

  /** As an attribute's value; one whose key says that it is a secret is none for others. */
  public String value(String key, String text) {
    return isSecret(key, text) ? BLANK : value(text);
  }

  /** Whether the key says that the value is not for others. */
  public static boolean isSecret(String key, String text) {
    return !text.isEmpty() && Secrets.isSecret(key);
  }

  /** In one line. */
  public String line(String text) {
    return Excerpt.of(Characters.oneLine(whole(text)), LINE_LENGTH);
  }

  /**
   * As a name: one line of at most 200 bytes, cut between characters, without markup; empty where
   * nothing is left.
   */
  public String name(String text) {
    String clean = Characters.clean(read(text));
    String shown = clean.indexOf('<') < 0 ? clean : MARKUP.matcher(clean).replaceAll(" ");
    return Characters.cut(Characters.oneLine(whole(shown)), NAME_BYTES);
  }

  /** As long as it is, up to 16,000 UTF-16 units: to be read on, and cut then. */
  String whole(String text) {
    String safe = Secrets.hidden(Characters.clean(read(text)));
    for (UnaryOperator<String> rule : rules) {
      safe = rule.apply(safe);
    }
    return withoutValues(safe);
  }

  /** Far more of both ends than anybody gets to see: a secret that is cut in two is never shown. */
  private static String read(String text) {
    return Excerpt.of(text, 2 * MOST_READ);
  }

  private static String withoutValues(String text) {
    String safe = text;
    if (safe.contains("For input string: ")) {
      safe = NUMBER.matcher(safe).replaceAll("$1\"" + BLANK + "\"");
    }
    if (safe.contains("Unrecognized token '")) {
      safe = JSON_TOKEN.matcher(safe).replaceAll("$1" + BLANK + "$2");
    }
    safe = blanked(safe, DATE, END_OF_DATE);
    safe = blanked(safe, JSON_SOURCE, END_OF_JSON_SOURCE);
    return safe;
  }

  /** With {@code ***} in the place of all between the one and the other. */
  private static String blanked(String text, Pattern open, Pattern close) {
    Matcher opened = open.matcher(text);
    Matcher closed = close.matcher(text);
    StringBuilder safe = new StringBuilder();
    int from = 0;
    while (opened.find(from) && closed.find(opened.end())) {
      safe.append(text, from, opened.end()).append(BLANK);
      from = closed.start();
    }
    return from == 0 ? text : safe.append(text, from, text.length()).toString();
  }
}
