package spanglue.tracing;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.TraceHeader.Sampling;

/** The two grammars of a trace header. */
final class TraceHeaderParser {
  private static final Pattern XRAY_ID = Pattern.compile("1-([0-9a-f]{8})-([0-9a-f]{24})");
  private static final Pattern TRACEPARENT =
      Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");
  private static final int SHOWN = 200;

  private TraceHeaderParser() {}

  static TraceHeader xray(String text) {
    String root = null;
    String parent = null;
    String sampled = null;
    for (String part : text.split(";", -1)) {
      int equals = part.indexOf('=');
      String key = equals < 0 ? "" : part.substring(0, equals).strip().toLowerCase(Locale.ROOT);
      String value = part.substring(equals + 1).strip();
      switch (key) {
        case "root" -> root = once(text, "Root", root, value);
        case "parent" -> parent = once(text, "Parent", parent, value);
        case "sampled" -> sampled = once(text, "Sampled", sampled, value);
        default -> {} // Self, Lineage and what AWS may add.
      }
    }
    if (root == null) {
      throw wrong(text, "it has no Root part");
    }
    Matcher id = XRAY_ID.matcher(root.toLowerCase(Locale.ROOT));
    if (!id.matches()) {
      throw wrong(text, "Root '" + shown(root) + "' is not 1-<8 hex digits>-<24 hex digits>");
    }
    return header(text, id.group(1) + id.group(2), parent, sampling(text, sampled));
  }

  static TraceHeader traceparent(String text) {
    Matcher parts = TRACEPARENT.matcher(text.toLowerCase(Locale.ROOT));
    boolean future = !text.startsWith("00");
    if (!parts.matches() || (parts.group(5) != null && !future)) {
      throw wrong(text, "it has no Root part and is no <version>-<32 hex>-<16 hex>-<2 hex> either");
    }
    if (parts.group(1).equals("ff")) {
      throw wrong(text, "version ff is not allowed in a traceparent");
    }
    boolean sampled = (Integer.parseInt(parts.group(4), 16) & 1) == 1;
    return header(
        text, parts.group(2), parts.group(3), sampled ? Sampling.SAMPLED : Sampling.NOT_SAMPLED);
  }

  private static TraceHeader header(
      String text, String traceId, @Nullable String parent, Sampling sampling) {
    String parentId = parent == null || parent.isEmpty() ? null : parent.toLowerCase(Locale.ROOT);
    try {
      return new TraceHeader(traceId, parentId, sampling);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(wrong(text, e.getMessage()).getMessage(), e);
    }
  }

  private static Sampling sampling(String text, @Nullable String value) {
    return switch (value == null ? "" : value) {
      case "1" -> Sampling.SAMPLED;
      case "0" -> Sampling.NOT_SAMPLED;
      case "", "?" -> Sampling.UNDECIDED;
      default -> throw wrong(text, "Sampled '" + shown(value) + "' is not 0, 1 or ?");
    };
  }

  private static String once(String text, String key, @Nullable String before, String value) {
    if (before != null && !before.equals(value)) {
      throw wrong(text, "it has two " + key + " parts");
    }
    return value;
  }

  private static IllegalArgumentException wrong(String text, @Nullable String what) {
    return new IllegalArgumentException(
        "trace header '"
            + shown(text)
            + "': "
            + what
            + "; expected an X-Ray header such as"
            + " 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1'"
            + " or a W3C traceparent");
  }

  private static String shown(@Nullable String text) {
    return text == null || text.length() <= SHOWN ? "" + text : text.substring(0, SHOWN) + "..";
  }
}
