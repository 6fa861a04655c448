package spanglue.tracing.internal.segment;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.vocabulary.TraceAttribute;

/** Whether a segment failed, and the exceptions that say why, with their Java stacks. */
final class SegmentCause {
  private static final String CAUSED_BY = "Caused by: ";
  private static final String AT = "\tat ";

  /** Odd, and far from any small number: neighbours get ids that are nothing alike. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final SpanData span;
  private int ids;

  private SegmentCause(SpanData span) {
    this.span = span;
  }

  static void put(Map<String, Object> document, SpanData span) {
    new SegmentCause(span).put(document);
  }

  private void put(Map<String, Object> document) {
    boolean failed = span.getStatus().getStatusCode() == StatusCode.ERROR;
    document.put("fault", failed);
    document.put("error", false); // These two are for what HTTP answers.
    document.put("throttle", false);

    List<Map<String, Object>> exceptions = new ArrayList<>();
    for (EventData event : span.getEvents()) {
      if (event.getName().equals("exception")) {
        exceptions.addAll(chain(event, SegmentDocument.isCall(span)));
      }
    }
    String description = span.getStatus().getDescription();
    if (exceptions.isEmpty() && failed && !description.isEmpty()) {
      exceptions.add(exception("", description, null));
    }
    if (!exceptions.isEmpty()) {
      document.put("cause", Map.of("exceptions", exceptions));
    }
  }

  /** The exception and the chain of its causes, each with its frames. */
  private List<Map<String, Object>> chain(EventData event, boolean remote) {
    Map<String, Object> last =
        exception(
            text(event, TraceAttribute.EXCEPTION_TYPE.key()),
            text(event, TraceAttribute.EXCEPTION_MESSAGE.key()),
            remote);
    List<Map<String, Object>> chain = new ArrayList<>(List.of(last));
    List<Object> stack = new ArrayList<>();
    List<String> lines = text(event, TraceAttribute.EXCEPTION_STACKTRACE.key()).lines().toList();
    int i = 1; // The first line says what the event says.
    while (i < lines.size()) {
      String line = lines.get(i++);
      if (isFrame(line)) {
        stack.add(frame(line));
        last.put("stack", stack);
      } else if (line.startsWith(CAUSED_BY)) {
        // A message may have several lines; it goes on until a frame.
        StringBuilder more = new StringBuilder();
        while (i < lines.size() && !isFrame(lines.get(i))) {
          more.append(lines.get(i++));
        }
        Map<String, Object> cause = cause(line.substring(CAUSED_BY.length()), more, remote);
        last.put("cause", cause.get("id"));
        chain.add(cause);
        last = cause;
        stack = new ArrayList<>();
      }
    }
    return chain;
  }

  private Map<String, Object> cause(String text, StringBuilder more, boolean remote) {
    int colon = text.indexOf(':');
    return colon < 0
        ? exception(text, more.toString(), remote)
        : exception(
            text.substring(0, colon),
            text.substring(Math.min(colon + 2, text.length())) + more,
            remote);
  }

  /** Without {@code remote} where that is null. */
  private Map<String, Object> exception(String type, String message, @Nullable Boolean remote) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", nextId());
    fields.put("message", message);
    fields.put("type", type);
    if (remote != null) {
      fields.put("remote", remote);
    }
    return fields;
  }

  /**
   * The exporter makes random ones. These are the same each time, as the document is made more than
   * once: to be counted, and to be sent again.
   */
  private String nextId() {
    long id = Long.parseUnsignedLong(span.getSpanId(), 16);
    return HexFormat.of().toHexDigits(Long.rotateLeft(id, 32) + ++ids * SPREAD);
  }

  private static boolean isFrame(String line) {
    return line.startsWith(AT) && line.indexOf('(') >= 0 && line.endsWith(")");
  }

  private static Map<String, Object> frame(String line) {
    int open = line.indexOf('(');
    String label = line.substring(AT.length(), open);
    String path = line.substring(open + 1, line.length() - 1);
    int colon = path.indexOf(':');
    Map<String, Object> frame = new LinkedHashMap<>();
    SegmentJson.putUnlessEmpty(frame, "path", colon < 0 ? path : path.substring(0, colon));
    frame.put("line", colon < 0 ? 0L : number(path.substring(colon + 1)));
    frame.put("label", label.substring(label.indexOf('/') + 1)); // Without loader or module.
    return frame;
  }

  private static long number(String text) {
    return text.matches("\\d{1,9}") ? Long.parseLong(text) : 0;
  }

  private static String text(EventData event, String key) {
    String text = event.getAttributes().get(AttributeKey.stringKey(key));
    return text == null ? "" : text;
  }
}
