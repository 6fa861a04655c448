package spanglue.tracing;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The way of a job's spans and metrics to AWS. */
public enum TraceRoute {
  /** By OTLP to a collector, which signs; or to any receiver of OTLP. */
  COLLECTOR,
  /**
   * To X-Ray and CloudWatch, signed by the job: segment documents by {@code PutTraceSegments},
   * metrics by {@code PutMetricData}.
   */
  DIRECT,
  /**
   * To X-Ray's own OTLP endpoint, signed by the job, which needs Transaction Search in the account;
   * metrics as with {@link #DIRECT}.
   */
  OTLP;

  /** As an argument or a conf says it, such as {@code direct}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All that {@link #of} takes, for a message. */
  public static String allowed() {
    return Arrays.stream(values()).map(TraceRoute::text).collect(Collectors.joining(", "));
  }

  /**
   * The route of that {@link #text}, in any case and with blanks around it.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static TraceRoute of(String text) {
    return Arrays.stream(values())
        .filter(route -> route.text().equals(text.strip().toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException("'" + text + "' is none of " + TraceRoute.allowed()));
  }
}
