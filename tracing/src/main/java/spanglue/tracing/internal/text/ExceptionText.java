package spanglue.tracing.internal.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * What an exception says, bounded and cleaned: why it came to it, and a short stack of each cause.
 */
public final class ExceptionText {
  /** UTF-16 units of a message. */
  public static final int MESSAGE_LENGTH = 1_000;

  /** UTF-16 units of a stack with its causes. */
  public static final int STACK_LENGTH = SafeText.VALUE_LENGTH;

  /** Of the causes around the innermost one; and of the innermost, which says most. */
  private static final int OUTER_MESSAGE_LENGTH = 250;

  private static final int INNERMOST_MESSAGE_LENGTH = 1_000;
  private static final int OUTER_CAUSES = 3;
  private static final int MOST_CAUSES = 1_000;
  private static final int FRAMES = 12;

  private ExceptionText() {}

  /**
   * The message, the innermost cause of it first: the last of Java's causes, or what a traceback of
   * Python's ends with; empty where there is none.
   */
  public static String message(Throwable thrown, SafeText texts) {
    List<Throwable> causes = causes(thrown);
    Throwable innermost = causes.get(causes.size() - 1);
    String own = texts.whole(ownMessage(thrown));
    String root = texts.whole(ownMessage(innermost));
    String told = RootCause.in(root);
    if (told == null && innermost != thrown) {
      told = innermost.getClass().getName() + (root.isEmpty() ? "" : ": " + RootCause.first(root));
    }
    return Excerpt.of(RootCause.first(told, own), MESSAGE_LENGTH);
  }

  /** A message of which only the text is known, with its innermost cause first. */
  public static String message(String text, String stack, SafeText texts) {
    String own = texts.whole(text);
    String known = RootCause.in(own);
    String told = known == null ? RootCause.in(texts.whole(stack)) : known;
    return Excerpt.of(RootCause.first(told, own), MESSAGE_LENGTH);
  }

  /** The innermost frames of the exception and of each of its causes, as Java prints them. */
  public static String stack(Throwable thrown, SafeText texts) {
    StringBuilder text = new StringBuilder();
    List<Throwable> causes = causes(thrown);
    int innermost = causes.size() - 1;
    for (int depth = 0; depth <= innermost; depth++) {
      if (depth < OUTER_CAUSES || depth == innermost) {
        text.append(depth == 0 ? "" : "Caused by: ");
        int length = depth == innermost ? INNERMOST_MESSAGE_LENGTH : OUTER_MESSAGE_LENGTH;
        append(text, causes.get(depth), length, texts);
      }
    }
    return Excerpt.of(text.toString(), STACK_LENGTH);
  }

  private static void append(StringBuilder text, Throwable cause, int length, SafeText texts) {
    String message = Excerpt.of(withoutFrames(texts.whole(ownMessage(cause))), length);
    text.append(cause.getClass().getName());
    text.append(message.isEmpty() ? "" : ": " + message).append('\n');
    StackTraceElement[] frames = cause.getStackTrace();
    for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
      text.append("\tat ").append(frames[i]).append('\n');
    }
    if (frames.length > FRAMES) {
      text.append("\t... ").append(frames.length - FRAMES).append(" more\n");
    }
  }

  /** Java's frames, which Spark has in the middle of its messages; Python's are nowhere else. */
  private static String withoutFrames(String message) {
    return message.contains("\tat ")
        ? String.join("\n", message.lines().filter(line -> !line.startsWith("\tat ")).toList())
        : message;
  }

  /** The exception and its causes, each once. */
  private static List<Throwable> causes(Throwable thrown) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Throwable> causes = new ArrayList<>();
    Throwable cause = thrown;
    while (cause != null && seen.add(cause) && causes.size() < MOST_CAUSES) {
      causes.add(cause);
      cause = cause.getCause();
    }
    return causes;
  }

  private static String ownMessage(Throwable thrown) {
    try {
      String message = thrown.getMessage();
      return message == null ? "" : message;
    } catch (RuntimeException e) {
      return "(its message can't be read: " + e.getClass().getName() + ")";
    }
  }
}
