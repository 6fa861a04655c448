package spanglue.tracing.internal.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The innermost cause, where only a text tells it: the last line of a traceback of Python's, the
 * last {@code Caused by} of a stack of Java's, what Spark says a task was lost by. A message may
 * have several lines.
 */
final class RootCause {
  private static final int LENGTH = 400;
  private static final int COMPARED = 100;
  private static final String TRACEBACK = "Traceback (most recent call last):";
  private static final String CAUSED_BY = "Caused by: ";

  /** Python's words between an exception and the one that was raised from it. */
  private static final String DIRECT_CAUSE = "The above exception was the direct cause of";

  private static final String CONTEXT = "During handling of the above exception";

  /** What Spark says after a message. */
  private static final Pattern EPILOGUE =
      Pattern.compile("Driver stacktrace:|\\s*SQLSTATE: .*|=== Streaming Query ===");

  private static final Pattern FRAME =
      Pattern.compile("\\s+at [^\\s(]+\\([^()]*\\)(?: \\[[^\\]]*\\])?|\\s+\\.\\.\\. \\d+ more");
  private static final Pattern LOST_TASK =
      Pattern.compile("Lost task \\S+ in stage \\S+ \\(TID \\d+\\) \\([^()]*\\): ");

  private final List<String> lines;
  private final List<String> others = new ArrayList<>();
  private @Nullable String python;
  private @Nullable String java;
  private @Nullable String task;

  private RootCause(String text) {
    this.lines = text.lines().toList();
    read();
  }

  /** The cause's type and message; null where the text is of no such form. */
  static @Nullable String in(String text) {
    return new RootCause(text).found();
  }

  /** {@code text} with its innermost cause first, and without frames. */
  static String first(String text) {
    return first(null, text);
  }

  /** {@code text} after the cause {@code known}, which a text may still have to tell. */
  static String first(@Nullable String known, String text) {
    RootCause told = new RootCause(text);
    String cause = known == null ? told.found() : known;
    String rest =
        String.join("\n", told.others.stream().filter(line -> !line.isBlank()).toList()).strip();
    if (cause == null || tells(rest, cause)) {
      return rest;
    }
    String bounded = Excerpt.of(cause, LENGTH);
    return rest.isEmpty() || cause.contains(rest) ? bounded : bounded + "\n" + rest;
  }

  /** Whether a message begins with the cause, with or without its type, or with most of it. */
  private static boolean tells(String message, String cause) {
    String bounded = Excerpt.of(cause, LENGTH);
    String untyped = cause.substring(cause.indexOf(": ") + 1).stripLeading();
    return message.startsWith(bounded)
        || message.startsWith(cause)
        || message.lines().findFirst().orElse("").equals(untyped)
        || (untyped.length() > COMPARED && message.startsWith(untyped.substring(0, COMPARED)));
  }

  private @Nullable String found() {
    return python != null ? python : java != null ? java : task;
  }

  private void read() {
    boolean direct = false;
    int i = 0;
    while (i < lines.size()) {
      String line = lines.get(i++);
      if (line.endsWith(TRACEBACK)) {
        others.add(line.substring(0, line.length() - TRACEBACK.length()).stripTrailing());
        while (i < lines.size() && isPythonFrame(lines.get(i))) {
          i++;
        }
        int end = endOfMessage(i);
        String raised = text(i, end);
        if (raised.isEmpty() || (direct && python != null)) {
          others.add(raised);
        } else {
          others.add(python == null ? "" : python);
          python = raised;
        }
        direct = false;
        i = end;
      } else if (line.startsWith(CAUSED_BY)) {
        int end = endOfMessage(i);
        java = (line.substring(CAUSED_BY.length()) + "\n" + text(i, end)).strip();
        others.add(CAUSED_BY + java);
        i = end;
      } else if (line.startsWith(DIRECT_CAUSE)) {
        direct = true;
      } else if (!isStructure(line)) {
        others.add(line);
        Matcher lost = LOST_TASK.matcher(line);
        if (lost.find()) {
          task = (line.substring(lost.end()) + "\n" + text(i, endOfMessage(i))).strip();
        }
      }
    }
  }

  private int endOfMessage(int start) {
    int end = start;
    while (end < lines.size() && !isStructure(lines.get(end))) {
      end++;
    }
    return end;
  }

  private String text(int start, int end) {
    return String.join("\n", lines.subList(start, end)).strip();
  }

  private static boolean isPythonFrame(String line) {
    return line.startsWith(" ") || line.equals("...");
  }

  /** Whether the line is none of a message. */
  private static boolean isStructure(String line) {
    return FRAME.matcher(line).matches()
        || line.startsWith(CAUSED_BY)
        || line.endsWith(TRACEBACK)
        || line.startsWith(DIRECT_CAUSE)
        || line.startsWith(CONTEXT)
        || EPILOGUE.matcher(line).matches();
  }
}
