package spanglue.stack.monitoring;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import spanglue.stack.collector.CollectorService;
import spanglue.stack.ingest.TriggerFunction;
import spanglue.stack.shared.Names;
import spanglue.stack.workflow.Workflow;

/**
 * The metrics that the dashboard draws and the alarms watch: of this stack alone, as each of the
 * namespace that all stacks share has the name of a job or of the function among its dimensions.
 *
 * @param collectors none where the jobs need none
 */
public record PipelineMetrics(
    Names names,
    Workflow workflow,
    TriggerFunction trigger,
    Optional<CollectorService> collectors) {
  /** Where the function and the jobs put theirs. */
  static final String NAMESPACE = "Spanglue";

  private static final Duration PERIOD = Duration.minutes(5);

  IMetric executionsStarted() {
    return workflow.stateMachine().metricStarted(sum("started"));
  }

  IMetric executionsSucceeded() {
    return workflow.stateMachine().metricSucceeded(sum("succeeded"));
  }

  IMetric executionsFailed() {
    return workflow.stateMachine().metricFailed(sum("failed"));
  }

  IMetric executionsTimedOut() {
    return workflow.stateMachine().metricTimedOut(sum("timed out"));
  }

  IMetric deadLetters() {
    return trigger
        .deadLetters()
        .metricApproximateNumberOfMessagesVisible(
            MetricOptions.builder()
                .statistic("Maximum")
                .period(PERIOD)
                .label("dead letters")
                .build());
  }

  /** Uploads that the function refused, a line for each reason. */
  IMetric uploadsRefused() {
    return MathExpression.Builder.create()
        .expression(
            "SEARCH('{"
                + NAMESPACE
                + ",FunctionName,Reason} MetricName=\"UploadsRefused\" FunctionName=\""
                + names.triggerFunction()
                + "\"', 'Sum')")
        .label("refused")
        .usingMetrics(Map.of())
        .period(PERIOD)
        .build();
  }

  IMetric functionErrors() {
    return trigger.function().metricErrors(sum("function errors"));
  }

  /** Reports of running collectors, at least one a minute: nothing where none runs. */
  Optional<IMetric> collectorReports() {
    return collectors.map(PipelineMetrics::reports);
  }

  /**
   * How long the longest run of a job took, in seconds. Glue's own elapsed time is what passed
   * since it was last reported, of all runs together.
   */
  IMetric duration(String job) {
    return Metric.Builder.create()
        .namespace(NAMESPACE)
        .metricName("job_duration")
        .dimensionsMap(Map.of("job_name", job))
        .statistic("Maximum")
        .period(PERIOD)
        .label(job)
        .build();
  }

  /** Spans of either job that were never delivered. */
  IMetric spansDropped() {
    return MathExpression.Builder.create()
        .expression("FILL(cleaning, 0) + FILL(processing, 0)")
        .usingMetrics(
            sorted(
                Map.of(
                    "cleaning", ofJob("spans_dropped", names.cleaningJob()),
                    "processing", ofJob("spans_dropped", names.processingJob()))))
        .label("spans dropped")
        .period(PERIOD)
        .build();
  }

  /** Estimated US$ of the jobs' runs. */
  List<IMetric> cost() {
    return Stream.of(names.cleaningJob(), names.processingJob())
        .map(job -> ofJob("estimated_cost", job))
        .toList();
  }

  /** What is wrong with how the jobs ran, by the product's own findings: nothing, at best. */
  List<IMetric> findings() {
    return Stream.of(names.cleaningJob(), names.processingJob())
        .map(job -> ofJob("findings", job))
        .toList();
  }

  /** Records of the cleaning job by what became of them. */
  List<IMetric> records() {
    return Stream.of("cleaned", "duplicate", "rejected")
        .map(
            outcome ->
                sum(
                    "records",
                    Map.of("job_name", names.cleaningJob(), "outcome", outcome),
                    outcome))
        .toList();
  }

  private static IMetric reports(CollectorService collector) {
    return Metric.Builder.create()
        .namespace("AWS/ECS")
        .metricName("CPUUtilization")
        .dimensionsMap(
            sorted(
                Map.of(
                    "ClusterName", collector.cluster().getClusterName(),
                    "ServiceName", collector.service().getServiceName())))
        .statistic("SampleCount")
        .label("reports of collectors")
        .period(PERIOD)
        .build();
  }

  private static IMetric ofJob(String name, String job) {
    return sum(name, Map.of("job_name", job), job);
  }

  private static MetricOptions sum(String label) {
    return MetricOptions.builder().statistic("Sum").period(PERIOD).label(label).build();
  }

  private static IMetric sum(String name, Map<String, String> dimensions, String label) {
    return Metric.Builder.create()
        .namespace(NAMESPACE)
        .metricName(name)
        .dimensionsMap(sorted(dimensions))
        .statistic("Sum")
        .period(PERIOD)
        .label(label)
        .build();
  }

  /** Map.of has another order in every process; the template should not. */
  private static <T> Map<String, T> sorted(Map<String, T> map) {
    return new TreeMap<>(map);
  }
}
