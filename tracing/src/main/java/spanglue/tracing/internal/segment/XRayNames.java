package spanglue.tracing.internal.segment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * Names and ids as X-Ray has them. Three rules say what a name may be, and differ: the collector's,
 * X-Ray's own, and ours, which is in both.
 */
public final class XRayNames {
  /** Bytes to the collector, characters to X-Ray, code points to us. */
  private static final int LONGEST = 200;

  private static final Pattern NOT_IN_THE_COLLECTOR = Pattern.compile("[^ 0-9\\p{L}_.:/%&#=+\\-@]");

  /** Of PutTraceSegments, "name": also other digits and spaces, and backslashes. */
  private static final Pattern NOT_IN_XRAY = Pattern.compile("[^\\p{L}\\p{N}\\s_.:/%&#=+\\\\@-]");

  private static final Pattern NOT_IN_A_KEY = Pattern.compile("[^0-9A-Za-z.]");

  private XRayNames() {}

  /** The collector's rule: what it makes of a span's name, cut also within a character. */
  static String inTheCollector(String spanName) {
    String kept = NOT_IN_THE_COLLECTOR.matcher(spanName).replaceAll("");
    byte[] bytes = kept.getBytes(UTF_8);
    if (bytes.length <= LONGEST) {
      return kept.isEmpty() ? "span" : kept;
    }
    int whole = LONGEST;
    while ((bytes[whole] & 0xC0) == 0x80) { // Inside a character: each byte of it is broken.
      whole--;
    }
    return new String(bytes, 0, whole, UTF_8) + "\uFFFD".repeat(LONGEST - whole);
  }

  /** X-Ray's rule: how a segment's name reads there, whoever sent it; for comparing names. */
  public static String inXRay(String name) {
    String composed = Normalizer.normalize(name, Normalizer.Form.NFC);
    String kept = NOT_IN_XRAY.matcher(composed).replaceAll("").strip();
    return kept.length() <= LONGEST ? kept : kept.substring(0, LONGEST);
  }

  /**
   * Our rule: a service's name, which the collector sends as it is, made one that X-Ray takes. What
   * is kept is what the collector keeps of a span's name.
   */
  public static String ofService(String name) {
    String kept = NOT_IN_THE_COLLECTOR.matcher(name).replaceAll("").strip();
    String bounded =
        kept.codePointCount(0, kept.length()) <= LONGEST
            ? kept
            : kept.substring(0, kept.offsetByCodePoints(0, LONGEST));
    return bounded.isEmpty() ? "unnamed" : bounded;
  }

  /** The collector's rule for the key of an annotation. */
  static String annotationKey(String key) {
    return NOT_IN_A_KEY.matcher(key).replaceAll("_");
  }

  /** A trace's id, 32 hexadecimal digits, as {@code 1-xxxxxxxx-xxxxxxxxxxxxxxxxxxxxxxxx}. */
  public static String traceId(String traceId) {
    return "1-" + traceId.substring(0, 8) + "-" + traceId.substring(8);
  }
}
