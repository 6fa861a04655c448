package spanglue.collector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import spanglue.tracing.JobTracing;
import spanglue.tracing.JobTracingConfig;
import spanglue.tracing.TraceHeader;
import spanglue.tracing.vocabulary.MetricTerm;
import spanglue.tracing.vocabulary.Term;

/** What X-Ray and CloudWatch get of jobs that use nothing but the tracing library. */
@NeedsCollector
class JobOnCollectorTest {
  private static final String EXECUTION =
      "arn:aws:states:us-east-1:123456789012:execution:spanglue:a-run";

  private static Moto moto;
  private static AwsRelay aws;
  private static Collector collector;
  private static List<JsonNode> events;

  @BeforeAll
  static void runTwice() throws IOException {
    moto = Moto.start();
    aws = new AwsRelay(moto.uri());
    collector = new Collector(aws.uri()).start();
    run(42, 0.25);
    run(8, 0.5);
    events = moto.events(Collector.LOG_GROUP);
  }

  /** Two of the metrics that the pipeline's jobs send. */
  private record Counted(Definition definition, @Nullable String dimension) implements MetricTerm {
    Counted(String key, Type type, @Nullable String dimension) {
      this(new Definition(key, type, "1", ""), dimension);
    }
  }

  private static final MetricTerm RECORDS = new Counted("records", Term.Type.WHOLE, "outcome");
  private static final MetricTerm ESTIMATED_COST =
      new Counted("estimated_cost", Term.Type.NUMBER, null);

  private static JobTracingConfig.Builder job() {
    return JobTracingConfig.builder("a-job", "jr_1")
        .otlpEndpoint(collector.otlp().toString())
        .budget("xray");
  }

  private static void run(long cleaned, double dollars) {
    try (JobTracing job = JobTracing.start(job().build())) {
      job.metrics()
          .add(RECORDS, "cleaned", cleaned)
          .add(RECORDS, "rejected", 1)
          .add(ESTIMATED_COST, dollars);
    }
  }

  @AfterAll
  static void stop() throws IOException {
    collector.close();
    aws.close();
    moto.close();
  }

  private static List<JsonNode> of(String metric) {
    return events.stream().filter(event -> event.has(metric)).toList();
  }

  /** Of the dashboard's dimensions, and no others: CloudWatch finds a metric by exactly these. */
  private static void assertDimensions(String metric, String... dimensions) {
    assertThat(of(metric))
        .isNotEmpty()
        .allSatisfy(
            event -> {
              JsonNode directives = event.path("_aws").path("CloudWatchMetrics");
              assertThat(directives).hasSize(1);
              assertThat(directives.path(0).path("Namespace").asText()).isEqualTo("Spanglue");
              JsonNode sets = directives.path(0).path("Dimensions");
              assertThat(sets).hasSize(1);
              assertThat(sets.path(0))
                  .extracting(JsonNode::asText)
                  .containsExactlyInAnyOrder(dimensions);
              assertThat(event.path("job_name").asText()).isEqualTo("a-job");
            });
  }

  @Test
  void eachRunsValueIsThereAsItWasReportedTheFirstToo() {
    assertThat(of("records"))
        .filteredOn(event -> event.path("outcome").asText().equals("cleaned"))
        .extracting(event -> event.path("records").asLong())
        .containsExactlyInAnyOrder(42L, 8L);
    assertThat(of("estimated_cost"))
        .extracting(event -> event.path("estimated_cost").asDouble())
        .containsExactlyInAnyOrder(0.25, 0.5);
  }

  @Test
  void recordsAreByJobAndOutcomeTheOthersByJob() {
    assertDimensions("records", "job_name", "outcome");
    assertDimensions("estimated_cost", "job_name");
    assertDimensions("spans_dropped", "job_name");
  }

  @Test
  void aDurationIsOfOneRun() {
    assertThat(of("job_duration"))
        .hasSize(2)
        .allSatisfy(event -> assertThat(event.path("job_duration").path("Count").asInt()).isOne());
  }

  @Test
  void nothingElseIsALine() {
    Set<String> metrics = Set.of("records", "estimated_cost", "spans_dropped", "job_duration");
    assertThat(events).isNotEmpty().allMatch(event -> metrics.stream().anyMatch(event::has));
  }

  @Test
  void aLongJobIsInProgressBeforeItsEndTakesThePlace() throws InterruptedException {
    JobTracing job = JobTracing.start(job().checkpointAfter(Duration.ZERO).build());
    aws.await(
        "the segment in progress",
        Duration.ofSeconds(10),
        () -> !moto.trace(job.traceId()).documents().isEmpty());
    JsonNode before = moto.trace(job.traceId()).only("a-job");
    job.close();

    assertThat(before.path("in_progress").asBoolean()).isTrue();
    assertThat(before.has("end_time")).isFalse();
    assertThat(before.path("annotations").path("job_run_id").asText()).isEqualTo("jr_1");
    assertThat(moto.trace(job.traceId()).ids()).containsExactly(before.path("id").asText());
    assertThat(moto.trace(job.traceId()).documents())
        .filteredOn(document -> !document.path("in_progress").asBoolean())
        .singleElement()
        .satisfies(after -> assertThat(after.path("end_time").asDouble()).isPositive());
  }

  /** Over awsproxy, as on AWS: the request is not signed, and the job has no credentials. */
  @Test
  void aJobIsUnderTheGlueSubsegmentThatItFoundThroughTheCollector() {
    TraceHeader header = TraceHeader.newRoot();
    String document =
        """
        {"trace_id": "%s", "id": "00000000000000a1", "name": "spanglue", "start_time": 1.0,
         "in_progress": true, "origin": "AWS::StepFunctions::StateMachine",
         "aws": {"execution_arn": "%s"}, "subsegments": [
          {"id": "00000000000000a2", "name": "Clean", "start_time": 1.0, "in_progress": true,
           "subsegments": [
            {"id": "00000000000000a3", "name": "Glue", "start_time": 1.0, "in_progress": true,
             "namespace": "aws", "aws": {"operation": "startJobRun.sync"}}]}]}
        """
            .formatted(header.xrayTraceId(), EXECUTION);
    moto.put(document);

    JobTracingConfig config =
        job()
            .header(header)
            .xrayEndpoint(collector.xray().toString())
            .executionId(EXECUTION)
            .stateName("Clean")
            .build();
    JobTracing.start(config).close();

    JsonNode segment = moto.trace(header.traceId()).only("a-job");
    assertThat(segment.path("parent_id").asText()).isEqualTo("00000000000000a3");
  }
}
