package spanglue.tracing.internal.text;

import java.util.regex.Pattern;

/** Text of others, fit for a span or a log: bounded, without passwords, without rows' values. */
public final class SafeText {
  /** What is looked at. Nobody needs the rest, and it may be a whole file. */
  private static final int MOST_READ = 16_000;

  private static final int LINE_LENGTH = 500;

  /** The parts of a presigned URL, or of a request, that are as good as a password. */
  private static final Pattern SIGNATURE =
      Pattern.compile(
          "(?i)\\b(X-Amz-(?:Signature|Credential|Security-Token)|AWSAccessKeyId|Signature)"
              + "=[^&\\s\"'<>]+");

  private static final Pattern USER_AND_PASSWORD = Pattern.compile("(?<=://)[^/\\s@]+:[^/\\s@]*@");
  private static final Pattern LINE_BREAKS = Pattern.compile("\\s*\\R\\s*");

  private SafeText() {}

  /** At most {@code length} UTF-16 units of {@code text}. */
  public static String of(String text, int length) {
    String read = text.length() <= MOST_READ ? text : text.substring(0, MOST_READ);
    String unsigned = SIGNATURE.matcher(read).replaceAll("$1=***");
    String anonymous = USER_AND_PASSWORD.matcher(unsigned).replaceAll("***@");
    return cut(RowValues.blanked(anonymous), length);
  }

  /** The same in one line. */
  public static String line(String text) {
    return cut(LINE_BREAKS.matcher(of(text, MOST_READ)).replaceAll(" "), LINE_LENGTH);
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length - 3) + "...";
  }
}
