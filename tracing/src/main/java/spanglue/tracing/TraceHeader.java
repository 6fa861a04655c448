package spanglue.tracing;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.internal.segment.XRayNames;

/**
 * The place in a trace that a caller handed on: an AWS X-Ray trace header or a W3C {@code
 * traceparent}.
 *
 * @param traceId 32 lower-case hexadecimal digits, not all zero
 * @param parentId the caller's span, 16 lower-case hexadecimal digits, not all zero; null where the
 *     caller named none
 * @param sampling whether the caller recorded the trace
 */
public record TraceHeader(String traceId, @Nullable String parentId, Sampling sampling) {
  /** Whether a trace is recorded. */
  public enum Sampling {
    /** {@code Sampled=1}: recorded. */
    SAMPLED,
    /** {@code Sampled=0}: not recorded; whoever receives it records and sends nothing. */
    NOT_SAMPLED,
    /** Absent or {@code Sampled=?}: left to the receiver, which here means recorded. */
    UNDECIDED
  }

  private static final Pattern TRACE_ID = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern SPAN_ID = Pattern.compile("[0-9a-f]{16}");
  private static final Duration LONGEST_KEPT = Duration.ofDays(28);
  private static final SecureRandom RANDOM = new SecureRandom();

  /**
   * Checks the ids.
   *
   * @throws IllegalArgumentException if an id is not of the form given above
   */
  public TraceHeader {
    if (!TRACE_ID.matcher(traceId).matches() || isZero(traceId)) {
      throw new IllegalArgumentException(
          "trace id '" + traceId + "' is not 32 lower-case hexadecimal digits, not all zero");
    }
    if (parentId != null && (!SPAN_ID.matcher(parentId).matches() || isZero(parentId))) {
      throw new IllegalArgumentException(
          "parent id '" + parentId + "' is not 16 lower-case hexadecimal digits, not all zero");
    }
  }

  /**
   * Reads an X-Ray trace header ({@code Root=1-5759e988-bd862e3fe1be46a994272793;Parent=..;
   * Sampled=1}: parts in any order, spaces around them, unknown parts ignored, {@code Parent} and
   * {@code Sampled} optional) or a W3C {@code traceparent}.
   *
   * @throws IllegalArgumentException if it is neither; the message says what was wrong
   */
  public static TraceHeader parse(String text) {
    String trimmed = text.strip();
    return trimmed.indexOf('=') < 0
        ? TraceHeaderParser.traceparent(trimmed)
        : TraceHeaderParser.xray(trimmed);
  }

  /** A new trace: an id that X-Ray takes (seconds since 1970 first), no parent, sampled. */
  public static TraceHeader newRoot() {
    byte[] random = new byte[12];
    RANDOM.nextBytes(random);
    String seconds = String.format(Locale.ROOT, "%08x", Instant.now().getEpochSecond());
    return new TraceHeader(seconds + HexFormat.of().formatHex(random), null, Sampling.SAMPLED);
  }

  /**
   * The X-Ray form, {@code Root=..;Parent=..;Sampled=1}; {@code Parent} is left out where there is
   * none, {@code Sampled} where it is undecided.
   */
  public String toXRay() {
    String parent = parentId == null ? "" : ";Parent=" + parentId;
    String sampled =
        switch (sampling) {
          case SAMPLED -> ";Sampled=1";
          case NOT_SAMPLED -> ";Sampled=0";
          case UNDECIDED -> "";
        };
    return "Root=" + xrayTraceId() + parent + sampled;
  }

  /** The trace id as X-Ray writes it: {@code 1-xxxxxxxx-xxxxxxxxxxxxxxxxxxxxxxxx}. */
  public String xrayTraceId() {
    return XRayNames.traceId(traceId);
  }

  /**
   * When the trace began: X-Ray's ids tell it. {@code now} where the id tells no time of the last
   * 28 days, as W3C's need not.
   */
  Instant startedBefore(Instant now) {
    Instant told = Instant.ofEpochSecond(Long.parseLong(traceId.substring(0, 8), 16));
    return told.isAfter(now) || told.isBefore(now.minus(LONGEST_KEPT)) ? now : told;
  }

  private static boolean isZero(String id) {
    return id.chars().allMatch(c -> c == '0');
  }
}
