package spanglue.tracing.internal.text;

/** What an exception says, bounded and cleaned: its message, and a short stack of each cause. */
public final class ExceptionText {
  /** UTF-16 units of a message. */
  public static final int MESSAGE_LENGTH = 1_000;

  /** UTF-16 units of a stack with its causes. */
  public static final int STACK_LENGTH = 4_000;

  private static final int CAUSES = 4;
  private static final int FRAMES = 12;

  private ExceptionText() {}

  /** The message; empty where there is none. */
  public static String message(Throwable thrown, SafeText texts) {
    String message;
    try {
      message = thrown.getMessage();
    } catch (RuntimeException e) {
      message = "(its message can't be read: " + e.getClass().getName() + ")";
    }
    return message == null ? "" : texts.of(message, MESSAGE_LENGTH);
  }

  /** The innermost frames of the exception and of each of its causes, as Java prints them. */
  public static String stack(Throwable thrown, SafeText texts) {
    return stack(thrown, FRAMES, texts);
  }

  /** As {@link #stack(Throwable, SafeText)}, with so many frames of each. */
  public static String stack(Throwable thrown, int mostFrames, SafeText texts) {
    StringBuilder text = new StringBuilder();
    Throwable cause = thrown;
    for (int depth = 0; depth < CAUSES && cause != null; depth++) {
      text.append(depth == 0 ? "" : "Caused by: ").append(cause.getClass().getName());
      String message = texts.of(message(cause, texts), MESSAGE_LENGTH / CAUSES);
      text.append(message.isEmpty() ? "" : ": " + message).append('\n');
      StackTraceElement[] frames = cause.getStackTrace();
      for (int i = 0; i < Math.min(mostFrames, frames.length); i++) {
        text.append("\tat ").append(frames[i]).append('\n');
      }
      if (frames.length > mostFrames) {
        text.append("\t... ").append(frames.length - mostFrames).append(" more\n");
      }
      cause = cause.getCause();
    }
    return text.length() <= STACK_LENGTH ? text.toString() : text.substring(0, STACK_LENGTH);
  }
}
