package spanglue.collector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole local pipeline through the real collector: what X-Ray and CloudWatch get of it. */
@NeedsCollector
class PipelineOnCollectorTest {
  private static final String MISSING_COLUMNS =
      """
      id,NAME,host name,neighbourhood group,neighbourhood,lat,long,room type
      1,a,b,Brooklyn,c,40.1,-73.9,Private room
      """;

  @TempDir private static Path work;
  private static Moto moto;
  private static AwsRelay aws;
  private static Collector collector;
  private static JsonNode succeeded;
  private static JsonNode failed;

  @BeforeAll
  static void runPipeline() throws Exception {
    moto = Moto.start();
    aws = new AwsRelay(moto.uri());
    collector = new Collector(aws.uri()).start();
    Path sample = Collector.REPOSITORY.resolve("samples/listings.csv");
    Path missing = Files.writeString(work.resolve("missing-columns.csv"), MISSING_COLUMNS);
    LocalRun pipeline =
        LocalRun.to(
            collector.otlp(),
            work.resolve("out"),
            Path.of("target", "pipeline.log"),
            sample,
            missing);
    assertThat(pipeline.printed()).doesNotContain("the collector did not take everything");
    succeeded = pipeline.run("SUCCEEDED");
    failed = pipeline.run("FAILED");
  }

  @AfterAll
  static void stop() throws Exception {
    collector.close();
    aws.close();
    moto.close();
  }

  private static Segments trace(JsonNode run) {
    return moto.trace(run.path("trace_id").asText());
  }

  @Test
  void theRunIsOneTreeOfSegments() {
    Segments trace = trace(succeeded);

    assertThat(trace.tops()).extracting(Segments::name).containsExactly("upload");
    assertThat(trace.documents())
        .extracting(document -> document.path("trace_id").asText())
        .containsOnly(trace.documents().get(0).path("trace_id").asText());
    assertThat(trace.documents()).noneMatch(document -> document.path("fault").asBoolean());
  }

  @Test
  void eachJobIsASegmentUnderItsGlueSubsegmentWithSubsegmentsInside() {
    Segments trace = trace(succeeded);

    List.of(List.of("Clean", "spanglue-cleaning"), List.of("Process", "spanglue-processing"))
        .forEach(
            job -> {
              JsonNode segment = trace.only(job.get(1));
              assertThat(Segments.isSubsegment(segment)).isFalse();
              assertThat(trace.path(segment))
                  .containsExactly(
                      "upload",
                      "spanglue-trigger",
                      "start execution",
                      "spanglue",
                      job.get(0),
                      "Glue",
                      job.get(1));
              assertThat(trace.children(segment)).isNotEmpty().allMatch(Segments::isSubsegment);
            });
  }

  /** X-Ray counts the documents' bytes, and takes about 100 KB of all that is in a trace. */
  @Test
  void aJobStaysWithinItsBytes() {
    Segments trace = trace(succeeded);

    assertThat(trace.bytesFrom(trace.only("spanglue-cleaning"))).isBetween(1_000L, 40_000L);
    assertThat(trace.bytesFrom(trace.only("spanglue-processing"))).isBetween(1_000L, 40_000L);
    assertThat(trace.tops().stream().mapToLong(trace::bytesFrom).sum()).isLessThan(100_000);
  }

  @Test
  void aJobIsFoundByItsAnnotations() {
    JsonNode annotations = trace(succeeded).only("spanglue-cleaning").path("annotations");

    assertThat(annotations.path("job_name").asText()).isEqualTo("spanglue-cleaning");
    assertThat(annotations.path("run_id").asText()).isEqualTo(succeeded.path("run_id").asText());
    assertThat(annotations.path("outcome").asText()).isEqualTo("succeeded");
    assertThat(annotations.path("job_run_id").asText()).isNotEmpty();
    assertThat(annotations.path("execution_id").asText()).startsWith("arn:aws:states:");
    assertThat(annotations.path("bucket").asText()).isNotEmpty();
  }

  @Test
  void aFailedJobIsAFaultWithItsCause() {
    Segments trace = trace(failed);
    JsonNode job = trace.only("spanglue-cleaning");

    assertThat(job.path("fault").asBoolean()).isTrue();
    assertThat(job.path("annotations").path("outcome").asText()).isEqualTo("failed");
    JsonNode exception = job.path("cause").path("exceptions").path(0);
    assertThat(exception.path("type").asText()).isNotEmpty();
    assertThat(exception.path("message").asText()).contains("price");
    assertThat(exception.path("stack")).isNotEmpty();
    assertThat(trace.tops()).hasSize(1);
  }

  @Test
  void awsproxyAnswersAnUnsignedBatchGetTraces() {
    JsonNode answer =
        Http.post(
            collector.xray().resolve("/Traces"),
            Segments.question(succeeded.path("trace_id").asText()));

    assertThat(Segments.ofAnswer(answer).documents())
        .isNotEmpty()
        .hasSameSizeAs(trace(succeeded).documents());
  }

  @Test
  void theFirstValueOfAMetricIsRightAndItsDimensionsAreTheDashboards() throws InterruptedException {
    long cleaned = succeeded.path("rows").path("cleaned").asLong();
    aws.await(
        "metrics in " + Collector.LOG_GROUP,
        Duration.ofSeconds(10),
        () -> !moto.events(Collector.LOG_GROUP).isEmpty());

    JsonNode records =
        moto.events(Collector.LOG_GROUP).stream()
            .filter(event -> event.has("records"))
            .filter(event -> event.path("outcome").asText().equals("cleaned"))
            .findFirst()
            .orElseThrow();
    assertThat(records.path("records").asLong()).isEqualTo(cleaned);
    assertThat(records.path("job_name").asText()).isEqualTo("spanglue-cleaning");
    JsonNode directive = records.path("_aws").path("CloudWatchMetrics").path(0);
    assertThat(directive.path("Namespace").asText()).isEqualTo("Spanglue");
    assertThat(directive.path("Dimensions")).hasSize(1);
    assertThat(directive.path("Dimensions").path(0))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrder("job_name", "outcome");
  }
}
