package spanglue.tracing.internal.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out what is as good as a password: the value behind a key that says so, in whatever grammar
 * the two stand, and what is known by its form. Each pattern is linear: none is within another's
 * repetition, and repetitions of what a key may hold have a bound.
 */
public final class Secrets {
  /** Stands in the place of what was taken out. */
  public static final String BLANK = "***";

  /** Behind these is nothing else but a secret. */
  private static final String STRONG =
      "(?:pass[_-]?word|passwd|pass[_-]?phrase|pwd|(?<!:)secret(?!smanager)"
          + "|(?:api|access|account|private|encryption)[_. -]?key"
          + "|X-Amz-(?:Signature|Credential|Security-Token)|X-Goog-(?:Signature|Credential)"
          + "|shared[_-]?access[_-]?signature|AWSAccessKeyId)";

  /** Behind these may be a word of a message, too. */
  private static final String WEAK =
      "(?:token|credentials?|(?<![a-z])signature|(?<![a-z])sig(?![a-z]))";

  /** What a key may go on with; a class or a file by such a name is no key. */
  private static final String END_OF_KEY =
      "(?![\\w.-]{0,60}(?:Exception|Error|\\.java|\\.scala|\\.kt)\\b)(?:[\\w.]|-(?=\\w)){0,80}+";

  private static final String QUOTE = "(?:\\\\?[\"'`])?";
  private static final String SPACE = "[ \\t]{0,3}";
  private static final String EQUALS = SPACE + "(?:={1,3}>?|:=|->)" + SPACE;
  private static final String ASSIGNED = SPACE + "(?:={1,3}>?|:=|->|:)" + SPACE;

  /** A key with all that is between it and its value. */
  private static final Pattern KEY =
      Pattern.compile(
          String.join(
              "|",
              "(?i)" + STRONG + END_OF_KEY + QUOTE + ASSIGNED,
              "--[a-z-]{0,40}(?:password|passwd|secret|token|(?:api|access|secret|private)-key)[ \\t]{1,3}(?=[^\\s-])",
              // PASSWORD 'x', <password>x, and Hadoop's <name>password</name><value>x
              STRONG + END_OF_KEY + "(?:[ \\t]{1,3}(?=[\"'])|(?:</name>\\s{0,20}<value)?>)",
              // .option("password", "x")
              "\\([ \\t]{0,3}\\\\?[\"'][\\w.-]{0,60}?(?:"
                  + STRONG
                  + "|token)"
                  + END_OF_KEY
                  + "\\\\?[\"']\\s{0,3},\\s{0,3}(?=\\\\?[\"'])",
              // token=x, but not a number of tokens
              WEAK + END_OF_KEY + QUOTE + EQUALS + "(?!(?:\\d{1,6}|true|false|null|None)\\b)",
              WEAK + END_OF_KEY + QUOTE + SPACE + ":" + SPACE + "(?=\\\\?[\"'])",
              // token: a1b2c3d4e5f6, but no word of a message
              WEAK
                  + END_OF_KEY
                  + SPACE
                  + ":"
                  + SPACE
                  + "(?=[\\w.+/=~-]{0,200}\\d)(?=[\\w.+/=~-]{12})",
              "\\bIDENTIFIED\\s{1,5}(?:WITH\\s{1,5}\\S{1,60}\\s{1,5})?(?:BY|AS)\\s{1,5}"
                  + "(?:PASSWORD\\s{1,5})?(?=[\"'])",
              "(?-i:\\bIDENTIFIED\\s{1,5}BY\\s{1,5})(?!PASSWORD|[\"'])",
              "\\bAuthorization"
                  + QUOTE
                  + ASSIGNED
                  + QUOTE
                  + "(?:(?:Bearer|Basic|Digest|Negotiate|Token|ApiKey)[ \\t]{1,3})?(?!AWS4-)",
              "\\b(?:Bearer|Basic)[ \\t]{1,3}(?=[\\w.+/=~-]{0,200}\\d)(?=[\\w.+/=~-]{8})"));

  /**
   * In a URL. Up to the last {@code @} before a query, as people write passwords with {@code @} and
   * {@code /} in them as they are; what is no more than a port ends at its slash.
   */
  private static final Pattern USER_AND_PASSWORD =
      Pattern.compile(
          "(?<=://)[^/\\s@:\"'<>]{0,200}:(?:(?!\\d{1,5}/)[^\\s\"'<>?=&]{0,400}@"
              + "|[^/\\s@\"'<>]{0,400}@)");

  /** As Oracle's tools and drivers take them; {@code package@1.2} or a file's name is none. */
  private static final Pattern USER_SLASH_PASSWORD =
      Pattern.compile(
          "(?<![\\w/.@$#-])(?!\\d+/)([\\w$#]{1,64}+/)[^\\s/@\"'<>]{1,64}+@"
              + "(?=//|\\(|[\\w.-]{1,100}+(?::\\d{2,5}\\b|/\\w)"
              + "|(?!v?\\d)[A-Za-z]\\w{0,30}+(?![\\w.@-]))");

  /** Known by their form, wherever they stand. */
  private static final Pattern FORMS =
      Pattern.compile(
          "\\b(?:(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}"
              + "|eyJ[\\w-]{5,}+\\.[\\w-]{5,}+(?:\\.[\\w-]*+)?"
              + "|gh[pousr]_\\w{20,}+|github_pat_\\w{20,}+|glpat-[\\w-]{16,}+"
              + "|xox[abeprs]-[\\w-]{10,}+|sk-[\\w-]{20,}+|dapi[0-9a-f]{32}|AIza[\\w-]{35})");

  private static final int SHORTEST_FORM = 15;

  /** Most texts have none of what is between a key and its value. */
  private static final Pattern MAY_HAVE_KEYS =
      Pattern.compile("[=:>\"']|--|(?i)IDENTIFIED|(?:Bearer|Basic) ");

  private static final String BEGIN = "-----BEGIN ";
  private static final Pattern PRIVATE_KEY =
      Pattern.compile("-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----");
  private static final Pattern END = Pattern.compile("-----END [A-Z0-9 ]{0,40}-----");

  private static final Pattern STRONG_KEY = Pattern.compile("(?i)" + STRONG + "|token\\b");

  private Secrets() {}

  /** {@code text} with {@code ***} in the place of each secret. */
  static String hidden(String text) {
    String safe = withoutPrivateKeys(text);
    if (safe.contains("://")) {
      safe = USER_AND_PASSWORD.matcher(safe).replaceAll(BLANK + "@");
    }
    if (safe.indexOf('@') > 0) {
      safe = USER_SLASH_PASSWORD.matcher(safe).replaceAll("$1" + BLANK + "@");
    }
    safe = safe.length() < SHORTEST_FORM ? safe : FORMS.matcher(safe).replaceAll(BLANK);
    return MAY_HAVE_KEYS.matcher(safe).find() ? hiddenValues(safe, KEY) : safe;
  }

  /** Whether a value of that name is a secret. */
  static boolean isSecret(String key) {
    return STRONG_KEY.matcher(key).find();
  }

  /**
   * {@code text} with {@code ***} in the place of the values that follow what {@code key} matches,
   * with all that is between a key and its value.
   */
  static String hiddenValues(String text, Pattern key) {
    Matcher keys = key.matcher(text);
    int from = 0;
    StringBuilder safe = new StringBuilder();
    while (from <= text.length() && keys.find(from)) {
      int start = keys.end();
      Value value = Value.at(text, start);
      safe.append(text, from, start).append(value.isEmpty() ? "" : value.quote() + BLANK);
      from = value.end();
    }
    return from == 0
        ? text
        : safe.append(text, Math.min(from, text.length()), text.length()).toString();
  }

  private static String withoutPrivateKeys(String text) {
    if (!text.contains(BEGIN)) {
      return text;
    }
    Matcher begin = PRIVATE_KEY.matcher(text);
    Matcher end = END.matcher(text);
    StringBuilder safe = new StringBuilder();
    int from = 0;
    while (from < text.length() && begin.find(from)) {
      safe.append(text, from, begin.start()).append(BLANK);
      from = end.find(begin.end()) ? end.end() : text.length();
    }
    return safe.append(text.substring(from)).toString();
  }

  /**
   * A value in a text.
   *
   * @param quote what opens it; empty where it is not quoted
   * @param end behind it, but before the quote that closes it
   */
  private record Value(String quote, int start, int end) {
    static Value at(String text, int start) {
      int open = start;
      boolean escaped = open + 1 < text.length() && text.charAt(open) == '\\';
      open += escaped ? 1 : 0;
      if (open < text.length() && "\"'`".indexOf(text.charAt(open)) >= 0) {
        int after = open + 1;
        return new Value(text.substring(start, after), after, close(text, after, escaped));
      }
      int end = start;
      while (end < text.length() && !endsBare(text.charAt(end))) {
        end++;
      }
      return new Value("", start, end);
    }

    boolean isEmpty() {
      return start == end;
    }

    /**
     * Where the quote closes, be it doubled or escaped before; where it never does, the line's end.
     */
    private static int close(String text, int start, boolean escaped) {
      char quote = text.charAt(start - 1);
      int i = start;
      while (i < text.length() && text.charAt(i) != '\n') {
        char c = text.charAt(i);
        if (escaped && c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == quote) {
          return i;
        }
        boolean pair = i + 1 < text.length() && (c == '\\' || isDoubled(text, i, quote));
        if (c == quote && !pair) {
          return i;
        }
        i += pair ? 2 : 1;
      }
      return Math.min(i, text.length());
    }

    private static boolean isDoubled(String text, int i, char quote) {
      return quote == '\'' && text.charAt(i) == quote && text.charAt(i + 1) == quote;
    }

    private static boolean endsBare(char c) {
      return Character.isWhitespace(c) || ",;&)}]<>\"'`".indexOf(c) >= 0;
    }
  }
}
