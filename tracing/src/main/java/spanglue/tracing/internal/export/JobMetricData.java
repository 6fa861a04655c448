package spanglue.tracing.internal.export;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.Data;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.HistogramData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.metrics.data.SumData;
import io.opentelemetry.sdk.resources.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import spanglue.tracing.vocabulary.MetricTerm;
import spanglue.tracing.vocabulary.ResourceAttribute;
import spanglue.tracing.vocabulary.Term;
import spanglue.tracing.vocabulary.TraceAttribute;

/** A metric of a job in OpenTelemetry's form, with delta temporality. */
public record JobMetricData(Resource resource, MetricTerm metric, MetricDataType type, Data<?> data)
    implements MetricData {
  private static final AggregationTemporality DELTA = AggregationTemporality.DELTA;

  /** What was added to one metric under one value of its dimension. */
  public record Series(MetricTerm metric, String value, DoubleSummaryStatistics added) {}

  /** Says of whom metrics are and when they were added up. */
  public record Origin(String jobName, Instant start, Instant end) {}

  /** One for each metric that has a series. */
  public static List<MetricData> of(List<Series> series, Origin origin) {
    Resource resource =
        Resource.create(
            Attributes.builder().put(ResourceAttribute.SERVICE_NAME.key(), origin.jobName).build());
    Map<MetricTerm, List<Series>> byMetric =
        series.stream().collect(Collectors.groupingBy(Series::metric));
    return byMetric.entrySet().stream()
        .map(entry -> (MetricData) of(resource, entry.getKey(), entry.getValue(), origin))
        .toList();
  }

  private static JobMetricData of(
      Resource resource, MetricTerm metric, List<Series> series, Origin origin) {
    if (metric.isDistribution()) {
      List<HistogramPointData> points = series.stream().map(s -> histogram(s, origin)).toList();
      Data<?> data = HistogramData.create(DELTA, points);
      return new JobMetricData(resource, metric, MetricDataType.HISTOGRAM, data);
    }
    if (metric.type() == Term.Type.WHOLE) {
      List<LongPointData> points = series.stream().map(s -> whole(s, origin)).toList();
      Data<?> data = SumData.createLongSumData(true, DELTA, points);
      return new JobMetricData(resource, metric, MetricDataType.LONG_SUM, data);
    }
    List<DoublePointData> points = series.stream().map(s -> decimal(s, origin)).toList();
    Data<?> data = SumData.createDoubleSumData(true, DELTA, points);
    return new JobMetricData(resource, metric, MetricDataType.DOUBLE_SUM, data);
  }

  private static LongPointData whole(Series series, Origin origin) {
    long sum = Math.round(series.added().getSum());
    return LongPointData.create(
        nanos(origin.start), nanos(origin.end), attributes(series, origin), sum);
  }

  private static DoublePointData decimal(Series series, Origin origin) {
    double sum = series.added().getSum();
    return DoublePointData.create(
        nanos(origin.start), nanos(origin.end), attributes(series, origin), sum, List.of());
  }

  /** Of one bucket: count, sum, least and most are all that becomes of it in CloudWatch. */
  private static HistogramPointData histogram(Series series, Origin origin) {
    DoubleSummaryStatistics added = series.added();
    return HistogramPointData.create(
        nanos(origin.start),
        nanos(origin.end),
        attributes(series, origin),
        added.getSum(),
        true,
        added.getMin(),
        true,
        added.getMax(),
        List.of(),
        List.of(added.getCount()));
  }

  private static Attributes attributes(Series series, Origin origin) {
    AttributesBuilder attributes =
        Attributes.builder().put(TraceAttribute.JOB_NAME.key(), origin.jobName);
    String dimension = series.metric().dimension();
    return dimension == null
        ? attributes.build()
        : attributes.put(dimension, series.value()).build();
  }

  private static long nanos(Instant time) {
    return TimeUnit.NANOSECONDS.convert(Duration.between(Instant.EPOCH, time));
  }

  @Override
  public Resource getResource() {
    return resource;
  }

  /** Nameless: the collector would make the name a dimension of every metric. */
  @Override
  public InstrumentationScopeInfo getInstrumentationScopeInfo() {
    return InstrumentationScopeInfo.empty();
  }

  @Override
  public String getName() {
    return metric.key();
  }

  @Override
  public String getDescription() {
    return "";
  }

  @Override
  public String getUnit() {
    return metric.unit();
  }

  @Override
  public MetricDataType getType() {
    return type;
  }

  @Override
  public Data<?> getData() {
    return data;
  }
}
