package spanglue.tracing.internal.budget;

import java.util.Locale;
import java.util.regex.Pattern;
import spanglue.tracing.internal.budget.TraceBudget.Limit;

/**
 * How much a run of a job may send, as a setting says it: a word, or a number of bytes.
 *
 * @param bytes what a number says; 0 with a word
 */
public record Budget(Kind kind, int bytes) {
  /** What X-Ray takes. */
  public static final Budget XRAY = new Budget(Kind.XRAY, 0);

  /** All that is kept: for receivers that have no limit in bytes. */
  public static final Budget NONE = new Budget(Kind.NONE, 0);

  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

  /** Which of the three it is. */
  public enum Kind {
    XRAY,
    NONE,
    NUMBER
  }

  /**
   * What {@code text} says, in any case and with blanks around it.
   *
   * @throws IllegalArgumentException if that is nothing
   */
  public static Budget of(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    if (word.equals("xray")) {
      return XRAY;
    }
    if (word.equals("none")) {
      return NONE;
    }
    if (!NUMBER.matcher(word).matches()) {
      throw new IllegalArgumentException(
          "budget '" + text + "' is neither xray nor none nor a number of bytes");
    }
    return new Budget(Kind.NUMBER, Integer.parseInt(word));
  }

  /** The limit of a run that would have {@code ofXRay} if X-Ray were to take it. */
  public Limit limit(Limit ofXRay) {
    return switch (kind) {
      case XRAY -> ofXRay;
      case NONE -> Limit.NONE;
      case NUMBER -> new Limit(bytes, bytes, ofXRay.size());
    };
  }
}
