package spanglue.cli.telemetry;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import spanglue.cli.aws.PutMetricDataEndpoint.Datum;
import spanglue.cli.aws.PutMetricDataEndpoint.Statistics;

/** CloudWatch's figures as OTLP's metrics. */
public final class CloudWatchData {
  private static final Map<String, String> UNITS = Map.of("Bytes", "By", "Seconds", "s");

  private CloudWatchData() {}

  public static ExportMetricsServiceRequest of(List<Datum> data) {
    ScopeMetrics.Builder metrics = ScopeMetrics.newBuilder();
    data.forEach(datum -> metrics.addMetrics(metric(datum)));
    return ExportMetricsServiceRequest.newBuilder()
        .addResourceMetrics(ResourceMetrics.newBuilder().addScopeMetrics(metrics))
        .build();
  }

  private static Metric metric(Datum datum) {
    Metric.Builder metric =
        Metric.newBuilder().setName(datum.metric()).setUnit(UNITS.getOrDefault(datum.unit(), ""));
    Statistics many = datum.statistics();
    return many == null
        ? metric.setSum(sum(datum)).build()
        : metric.setHistogram(histogram(datum, many)).build();
  }

  private static Sum sum(Datum datum) {
    double value = datum.value() == null ? 0 : datum.value();
    return Sum.newBuilder()
        .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA)
        .addDataPoints(
            NumberDataPoint.newBuilder()
                .addAllAttributes(attributes(datum))
                .setTimeUnixNano(nanos(datum.time()))
                .setAsDouble(value))
        .build();
  }

  private static Histogram histogram(Datum datum, Statistics many) {
    return Histogram.newBuilder()
        .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA)
        .addDataPoints(
            HistogramDataPoint.newBuilder()
                .addAllAttributes(attributes(datum))
                .setTimeUnixNano(nanos(datum.time()))
                .setCount((long) many.count())
                .setSum(many.sum())
                .setMin(many.least())
                .setMax(many.most()))
        .build();
  }

  private static List<KeyValue> attributes(Datum datum) {
    return datum.dimensions().entrySet().stream()
        .map(
            dimension ->
                KeyValue.newBuilder()
                    .setKey(dimension.getKey())
                    .setValue(AnyValue.newBuilder().setStringValue(dimension.getValue()))
                    .build())
        .toList();
  }

  private static long nanos(Instant time) {
    return time.getEpochSecond() * 1_000_000_000 + time.getNano();
  }
}
