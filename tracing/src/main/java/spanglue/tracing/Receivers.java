package spanglue.tracing;

import org.jspecify.annotations.Nullable;
import spanglue.tracing.internal.aws.AwsRegion;
import spanglue.tracing.internal.budget.Budget;
import spanglue.tracing.internal.budget.SpanTruncation;
import spanglue.tracing.internal.budget.TraceBudget.Limit;
import spanglue.tracing.internal.export.MetricsDelivery;
import spanglue.tracing.internal.export.OtlpEndpoint;
import spanglue.tracing.internal.export.SpanDelivery.Destination;
import spanglue.tracing.internal.http.Endpoint;

/**
 * Who a job speaks to, by its {@link TraceRoute}.
 *
 * @param spans null where they are not to be sent
 * @param metrics null where they are not to be sent
 * @param lookup X-Ray's API, for the root's parent; null where none is to be asked
 * @param limit what the receiver of the spans takes of one job, in bytes
 * @param mostSpans how many of one job it takes
 * @param takesOpen whether the spans' receiver gets them while the job runs
 */
record Receivers(
    @Nullable Destination spans,
    MetricsDelivery.@Nullable Receiver metrics,
    @Nullable Endpoint lookup,
    Limit limit,
    int mostSpans,
    boolean takesOpen) {
  /** Where nothing but memory limits a trace. */
  private static final int MANY_SPANS = 40_000;

  static Receivers of(JobTracingConfig config) {
    if (config.traceFile != null) {
      return new Receivers(
          Destination.file(config.traceFile), null, null, Limit.NONE, MANY_SPANS, false);
    }
    Receivers live = config.route == TraceRoute.COLLECTOR ? collector(config) : aws(config);
    return config.past == null
        ? live
        : new Receivers(live.spans, null, null, Limit.NONE, live.mostSpans, false);
  }

  private static Receivers collector(JobTracingConfig config) {
    OtlpEndpoint otlp = config.otlpSpans;
    OtlpEndpoint metrics = config.otlpMetrics;
    String xray = config.xrayEndpoint;
    Budget budget = budget(config, xray != null);
    boolean isForXRay = xray != null || budget.equals(Budget.XRAY);
    return new Receivers(
        otlp == null ? null : spans(otlp, isForXRay),
        metrics == null ? null : MetricsDelivery.Receiver.otlp(metrics),
        otlp == null || xray == null ? null : Endpoint.unsigned(xray),
        budget.limit(Limit.ofCollector(config.attempt)),
        budget.equals(Budget.NONE) && xray == null ? MANY_SPANS : Session.MOST_SPANS,
        otlp != null && !isForXRay && budget.equals(Budget.NONE));
  }

  private static Destination spans(OtlpEndpoint otlp, boolean isForXRay) {
    return isForXRay
        ? Destination.collector(otlp)
        : Destination.otlp(otlp, SpanTruncation::ofValues);
  }

  private static Receivers aws(JobTracingConfig config) {
    Limit limit =
        budget(config, config.route == TraceRoute.DIRECT).limit(Limit.ofDocuments(config.attempt));
    try {
      AwsRegion region = new AwsRegion(region(config), config.environment);
      Endpoint xray = region.endpoint("xray", config.xrayEndpoint);
      Destination spans =
          config.route == TraceRoute.DIRECT
              ? Destination.xray(xray)
              : Destination.xrayOtlp(region.endpoint("xray", config.otlpEndpoint));
      MetricsDelivery.Receiver metrics =
          MetricsDelivery.Receiver.cloudWatch(
              region.endpoint("monitoring", config.monitoringEndpoint));
      return new Receivers(spans, metrics, xray, limit, Session.MOST_SPANS, false);
    } catch (IllegalArgumentException e) {
      String why = String.valueOf(e.getMessage());
      return new Receivers(
          Destination.none("X-Ray", why), null, null, limit, Session.MOST_SPANS, false);
    }
  }

  /** By X-Ray's API beside it a receiver of OTLP is known for one that hands on to X-Ray. */
  private static Budget budget(JobTracingConfig config, boolean isForXRay) {
    if (config.budget != null) {
      return config.budget;
    }
    return isForXRay ? Budget.XRAY : Budget.NONE;
  }

  private static String region(JobTracingConfig config) {
    if (config.region == null) {
      throw new IllegalArgumentException(
          "no region is known to sign for: give one, or set AWS_REGION");
    }
    return config.region;
  }
}
