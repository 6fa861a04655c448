package spanglue.tracing.internal.segment;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** An exception of a segment, and what the exporter reads out of a Java stack trace. */
final class SegmentException {
  private static final String CAUSED_BY = "Caused by: ";
  private static final String AT = "\tat ";

  /** Random, as the exporter makes them. */
  private final String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());

  private final String type;
  private final String message;
  private final List<Object> stack = new ArrayList<>();
  private @Nullable SegmentException cause;

  SegmentException(String type, String message) {
    this.type = type;
    this.message = message;
  }

  /** This exception with its frames, and its causes with theirs. */
  List<SegmentException> withStack(String stacktrace) {
    List<SegmentException> chain = new ArrayList<>(List.of(this));
    List<String> lines = stacktrace.lines().toList();
    int i = 1; // The first line says what this says.
    while (i < lines.size()) {
      String line = lines.get(i++);
      SegmentException last = chain.get(chain.size() - 1);
      if (line.startsWith(AT)) {
        last.addFrame(line);
      } else if (line.startsWith(CAUSED_BY)) {
        // A message may have several lines; it goes on until a frame.
        StringBuilder message = new StringBuilder();
        while (i < lines.size() && !isFrame(lines.get(i))) {
          message.append(lines.get(i++));
        }
        last.cause = cause(line.substring(CAUSED_BY.length()), message);
        chain.add(last.cause);
      }
    }
    return chain;
  }

  /** Without {@code remote} where that is null. */
  Map<String, Object> fields(@Nullable Boolean remote) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", id);
    fields.put("message", message);
    fields.put("type", type);
    if (remote != null) {
      fields.put("remote", remote);
    }
    if (cause != null) {
      fields.put("cause", cause.id);
    }
    if (!stack.isEmpty()) {
      fields.put("stack", stack);
    }
    return fields;
  }

  private static SegmentException cause(String text, StringBuilder moreMessage) {
    int colon = text.indexOf(':');
    return colon < 0
        ? new SegmentException(text, moreMessage.toString())
        : new SegmentException(
            text.substring(0, colon),
            text.substring(Math.min(colon + 2, text.length())) + moreMessage);
  }

  private static boolean isFrame(String line) {
    return line.startsWith(AT) && line.indexOf('(') >= 0 && line.endsWith(")");
  }

  private void addFrame(String line) {
    if (!isFrame(line)) {
      return;
    }
    int open = line.indexOf('(');
    String label = line.substring(AT.length(), open);
    String path = line.substring(open + 1, line.length() - 1);
    int colon = path.indexOf(':');
    Map<String, Object> frame = new LinkedHashMap<>();
    frame.put("path", colon < 0 ? path : path.substring(0, colon));
    frame.put("line", colon < 0 ? 0L : number(path.substring(colon + 1)));
    frame.put("label", label.substring(label.indexOf('/') + 1)); // Without loader or module.
    if (frame.get("path").equals("")) {
      frame.remove("path");
    }
    stack.add(frame);
  }

  private static long number(String text) {
    return text.matches("\\d{1,9}") ? Long.parseLong(text) : 0;
  }
}
