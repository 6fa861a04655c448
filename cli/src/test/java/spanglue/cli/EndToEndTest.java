package spanglue.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import spanglue.cli.aws.ObjectStore;
import spanglue.cli.process.Json;

/**
 * The whole pipeline with its real jobs: a file that is replaced before its job reads it, then the
 * shipped sample, then a file that lacks a column, in one launch that all these tests look at; and
 * the sample once more, with jobs that sign for themselves.
 */
class EndToEndTest {
  private static final String MISSING =
      """
      id,NAME,host name,neighbourhood group,neighbourhood,lat,long,room type
      1,a,b,Brooklyn,c,40.1,-73.9,Private room
      """;

  @TempDir private static Path work;
  private static Path out;
  private static LocalCommandProcess.Ended ended;
  private static Path signed;

  @BeforeAll
  static void launch() throws Exception {
    LocalCommandProcess pipeline = LocalCommandProcess.real();
    out = work.resolve("out");
    Path sample = LocalCommandProcess.REPOSITORY.resolve("samples/listings.csv");
    Path missing = Files.writeString(work.resolve("missing-columns.csv"), MISSING);
    String some = String.join("\n", Files.readAllLines(sample).subList(0, 100));
    Path replaced = Files.writeString(work.resolve("replaced.csv"), some);
    try (var running =
        pipeline.start(
            "--no-ui",
            "--out",
            out.toString(),
            replaced.toString(),
            sample.toString(),
            missing.toString())) {
      // Told before the function is invoked, and so long before the job's JVM is up.
      running.awaitOutput("input/replaced.csv");
      replace("input/replaced.csv", some.replace("Brooklyn", "Flushing"));
      ended = running.end();
    }
    signed = work.resolve("signed");
    pipeline.run("--no-ui", "--traces", "direct", "--out", signed.toString(), sample.toString());
  }

  /** Another client's upload to the bucket, of as many bytes. */
  private static void replace(String key, String text) {
    try (var store = ObjectStore.start(out, created -> {});
        var s3 =
            S3Client.builder()
                .endpointOverride(store.endpoint())
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(
                    StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(store.accessKey(), store.secretKey())))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
      s3.putObject(put -> put.bucket(ObjectStore.BUCKET).key(key), RequestBody.fromString(text));
    }
  }

  @Test
  void theSampleSucceedsAndEveryRecordEndsInOnePlace() throws IOException {
    JsonNode rows = run("SUCCEEDED").path("rows");

    long rejected =
        StreamSupport.stream(rows.path("rejected").spliterator(), false)
            .mapToLong(JsonNode::asLong)
            .sum();
    assertThat(rows.path("read").asLong()).isEqualTo(5_000);
    assertThat(rows.path("cleaned").asLong() + rows.path("duplicate").asLong() + rejected)
        .isEqualTo(5_000);
    assertThat(rows.path("imputed")).isNotEmpty();
  }

  @Test
  void everyAttributeIsAWordOfTheVocabularyAndOfItsType() throws IOException {
    List<JsonNode> attributes =
        trace(run("SUCCEEDED")).spans().stream()
            .flatMap(span -> StreamSupport.stream(span.path("attributes").spliterator(), false))
            .toList();

    assertThat(attributes).hasSizeGreaterThan(200);
    assertThat(attributes)
        .allSatisfy(
            attribute ->
                assertThat(Vocabulary.typesOf(attribute.path("key").asText()))
                    .as("%s", attribute)
                    .contains(Vocabulary.typeOf(attribute.path("value"))));
  }

  @Test
  void theOutputsAreWhereTheSummarySays() throws IOException {
    JsonNode outputs = run("SUCCEEDED").path("outputs");

    assertThat(outputs.properties())
        .extracting(Map.Entry::getKey)
        .containsExactly("cleaned", "duplicates", "listings", "rejected", "summary");
    for (JsonNode prefix : outputs) {
      try (Stream<Path> files = Files.walk(out.resolve("bucket").resolve(prefix.asText()))) {
        assertThat(files).anyMatch(file -> file.toString().endsWith(".parquet"));
      }
    }
  }

  @Test
  void theTraceOfTheSampleIsOneTree() throws IOException {
    JsonNode run = run("SUCCEEDED");
    TraceFileTree trace = trace(run);

    assertThat(trace.traceIds()).containsExactly(run.path("trace_id").asText());
    assertThat(trace.roots())
        .extracting(root -> root.path("name").asText())
        .containsExactly("upload");
    assertThat(TraceFileTree.attribute(trace.roots().get(0), "aws.s3.key"))
        .isEqualTo("input/listings.csv");
    assertThat(trace.orphans()).isEmpty();
    assertThat(trace.spans()).noneMatch(TraceFileTree::isError);
  }

  @Test
  void eachJobIsUnderTheCallOfItsStateAndHasActions() throws IOException {
    TraceFileTree trace = trace(run("SUCCEEDED"));

    assertThat(trace.named("Glue Job Execution"))
        .extracting(trace::path)
        .containsExactly(pathOfJobIn("Clean"), pathOfJobIn("Process"));
    assertThat(trace.named("Glue Job Execution"))
        .extracting(trace::service)
        .containsExactly("spanglue-cleaning", "spanglue-processing");
    for (JsonNode job : trace.named("Glue Job Execution")) {
      assertThat(trace.children(job))
          .extracting(child -> child.path("name").asText())
          .contains("jvm start", "spark start", "driver")
          .anyMatch(name -> name.startsWith("write "));
    }
  }

  @Test
  void everyStepIsUnderTheActionThatRanIt() throws IOException {
    TraceFileTree trace = trace(run("SUCCEEDED"));

    assertThat(stepsOf(trace, "write rejected"))
        .containsExactly(
            "read",
            "drop columns",
            "keep texts",
            "fill nulls",
            "correct neighbourhood names",
            "convert currency",
            "convert whole numbers",
            "convert doubles",
            "convert boolean",
            "convert review dates",
            "reject malformed records",
            "reject bad values",
            "drop remaining nulls",
            "filter minimum nights",
            "filter room type",
            "stage records");
    assertThat(stepsOf(trace, "count duplicates")).containsExactly("find duplicate groups");
    assertThat(stepsOf(trace, "write duplicates")).containsExactly("find duplicates");
    assertThat(stepsOf(trace, "find medians")).containsExactly("review figures");
    assertThat(stepsOf(trace, "write cleaned"))
        .containsExactly(
            "remove duplicates", "correct review dates", "impute medians", "fix skewness");
    assertThat(stepsOf(trace, "total properties"))
        .containsExactly("read figures", "cost per night of figures");
    assertThat(stepsOf(trace, "write listings"))
        .containsExactly(
            "read",
            "minimum total spend",
            "cost per night",
            "exp_rank_per_neighbourhood",
            "exp_rank_overall",
            "rank_overall_reviews",
            "property rank columns");
    assertThat(stepsOf(trace, "write summary")).containsExactly("summary");
  }

  @Test
  void stepsSayHowWellTheyAreKnownAndTheRowsThatTheirOperatorsCounted() throws IOException {
    TraceFileTree trace = trace(run("SUCCEEDED"));

    JsonNode read = trace.named("read").get(0);
    assertThat(TraceFileTree.attribute(read, "spanglue.step.attribution")).isEqualTo("measured");
    assertThat(TraceFileTree.attribute(read, "spanglue.step.rows")).isEqualTo("5000");
    JsonNode fused = trace.named("convert currency").get(0);
    assertThat(TraceFileTree.attribute(fused, "spanglue.step.attribution")).isEqualTo("fused");
    JsonNode unique = trace.named("remove duplicates").get(0);
    assertThat(TraceFileTree.attribute(unique, "spanglue.step.attribution")).isEqualTo("measured");
    assertThat(TraceFileTree.attribute(unique, "spanglue.step.rows"))
        .isEqualTo(run("SUCCEEDED").path("rows").path("cleaned").asText());
    assertThat(trace.spans())
        .extracting(span -> TraceFileTree.attribute(span, "spanglue.step.actions"))
        .containsOnly("", "1");
  }

  @Test
  void aHealthyRunHasNoFindings() throws IOException {
    assertThat(run("SUCCEEDED").path("findings").isArray()).isTrue();
    assertThat(run("SUCCEEDED").path("findings")).isEmpty();
  }

  private static List<String> stepsOf(TraceFileTree trace, String action) {
    assertThat(trace.named(action)).hasSize(1);
    JsonNode span = trace.named(action).get(0);
    List<JsonNode> steps =
        trace.children(span).stream()
            .filter(child -> !TraceFileTree.attribute(child, "spanglue.step.attribution").isEmpty())
            .toList();
    assertThat(steps)
        .isNotEmpty()
        .allSatisfy(
            step -> {
              assertThat(step.path("startTimeUnixNano").asLong())
                  .isGreaterThanOrEqualTo(span.path("startTimeUnixNano").asLong());
              assertThat(step.path("endTimeUnixNano").asLong())
                  .isLessThanOrEqualTo(span.path("endTimeUnixNano").asLong());
            });
    return steps.stream().map(step -> step.path("name").asText()).toList();
  }

  @Test
  void theMetricsAreThoseThatTheDashboardDraws() throws IOException {
    JsonNode run = run("SUCCEEDED");
    var sums = MetricsFile.sums(out.resolve(run.path("run_id").asText()).resolve("metrics.jsonl"));

    for (String outcome : List.of("cleaned", "duplicate")) {
      assertThat(sums)
          .containsEntry(
              ofCleaning("records", Map.of("outcome", outcome)),
              run.path("rows").path(outcome).asDouble());
    }
    assertThat(run.at("/rows/imputed").properties()).isNotEmpty();
    for (var column : run.at("/rows/imputed").properties()) {
      assertThat(sums)
          .containsEntry(
              ofCleaning("imputed_values", Map.of("column", column.getKey())),
              column.getValue().asDouble());
    }
    assertThat(sums).containsEntry(ofCleaning("spans_dropped", Map.of()), 0.0);
    Path template = LocalCommandProcess.REPOSITORY.resolve("src/test/resources/template.json");
    assertThat(MetricsFile.drawn(Files.readString(template)))
        .hasSize(11)
        // Nothing is billed here.
        .filteredOn(series -> !series.name().equals("estimated_cost"))
        .isSubsetOf(sums.keySet());
    // In an account DPU-seconds and cost of each job, too.
    assertThat(LocalCommandProcess.REPOSITORY.resolve("docs/cost.md"))
        .content()
        .contains("| " + (sums.size() + 4) + " metrics of the jobs' own");
  }

  private static MetricsFile.Series ofCleaning(String metric, Map<String, String> dimension) {
    Map<String, String> dimensions = new HashMap<>(dimension);
    dimensions.put("job_name", "spanglue-cleaning");
    return new MetricsFile.Series(metric, dimensions);
  }

  /** With the times of the job's root span, and the actions that are under it. */
  @Test
  void eachJobsRunDocumentIsBesideItsLog() throws IOException {
    JsonNode run = run("SUCCEEDED");
    TraceFileTree trace = trace(run);
    Path folder = out.resolve(run.path("run_id").asText());

    List<JsonNode> jobs = trace.named("Glue Job Execution");
    assertThat(jobs).hasSize(2);
    for (int i = 0; i < jobs.size(); i++) {
      String state = List.of("clean", "process").get(i);
      Path file = folder.resolve(state + ".run-document.json");
      JsonNode document = Json.read(Files.readString(file));
      assertThat(document.at("/source/kind").asText()).isEqualTo("live");
      assertThat(document.at("/source/path").asText()).isEqualTo("file:" + file);
      assertThat(document.at("/totals/stages").asText())
          .isEqualTo(TraceFileTree.attribute(jobs.get(i), "spark.stage.count"));
      assertThat(document.at("/time/classes/jvm_start").asLong()).isPositive();
      assertThat(document.path("actions").findValuesAsText("name"))
          .contains(state.equals("clean") ? "write cleaned" : "write listings");
      assertThat(folder.resolve(state + ".log")).exists();
    }
  }

  @Test
  void aMissingColumnIsTheCauseOnTheTerminalInTheSummaryAndInTheTree() throws IOException {
    assertThat(ended.status()).as(ended.err()).isEqualTo(1);
    JsonNode run = failed("missing-columns-");
    assertThat(run.path("cause").asText()).contains("price");
    assertThat(ended.err()).hasLineCount(2).contains(run.path("cause").asText());
    TraceFileTree trace = trace(run);
    assertThat(trace.roots()).hasSize(1);
    assertThat(trace.orphans()).isEmpty();
    List<JsonNode> jobs = trace.named("Glue Job Execution");
    assertThat(jobs).extracting(trace::path).containsExactly(pathOfJobIn("Clean"));
    assertThat(jobs).allMatch(TraceFileTree::isError);
    assertThat(jobs.get(0).path("events").toString()).contains("exception.message", "price");
    assertThat(trace.named("Process")).isEmpty();
  }

  /**
   * But for single stages and gaps: which of them there are, and fold for want of bytes, depends on
   * how long each took.
   */
  @Test
  void jobsThatSignForThemselvesShowTheSameTreeAndFigures() throws IOException {
    JsonNode run = only(signed);
    Path folder = signed.resolve(run.path("run_id").asText());
    TraceFileTree trace = TraceFileTree.read(folder.resolve("trace.jsonl"));

    assertThat(run.path("status").asText()).isEqualTo("SUCCEEDED");
    assertThat(run.path("rows")).isEqualTo(run("SUCCEEDED").path("rows"));
    assertThat(run.path("findings")).isEqualTo(run("SUCCEEDED").path("findings"));
    assertThat(run.path("slowest_action").asText()).isNotEmpty();
    assertThat(trace.traceIds()).containsExactly(run.path("trace_id").asText());
    assertThat(trace.orphans()).isEmpty();
    TraceFileTree collected = trace(run("SUCCEEDED"));
    assertThat(paths(trace)).containsExactlyInAnyOrderElementsOf(paths(collected));
    assertThat(stagesOfJobs(trace)).isEqualTo(stagesOfJobs(collected)).hasSize(2);
    assertThat(MetricsFile.sums(folder.resolve("metrics.jsonl")).keySet())
        .isEqualTo(
            MetricsFile.sums(
                    out.resolve(run("SUCCEEDED").path("run_id").asText()).resolve("metrics.jsonl"))
                .keySet());
  }

  private static List<String> paths(TraceFileTree trace) {
    return trace.spans().stream()
        .map(span -> String.join(" > ", trace.path(span)))
        .filter(
            path ->
                !path.matches(".* > (stage \\d+|jvm start|spark start|driver|planning|commit|end)"))
        .toList();
  }

  /** Of each job, those included that folded. */
  private static Map<String, String> stagesOfJobs(TraceFileTree trace) {
    Map<String, String> stages = new HashMap<>();
    for (JsonNode job : trace.named("Glue Job Execution")) {
      stages.put(trace.service(job), TraceFileTree.attribute(job, "spark.stage.count"));
    }
    return stages;
  }

  private static JsonNode only(Path folder) throws IOException {
    List<JsonNode> runs = LocalCommandProcess.runs(folder);
    assertThat(runs).hasSize(1);
    return runs.get(0);
  }

  @Test
  void aFileThatIsReplacedBetweenItsUploadAndItsRunFailsTheRunThatSaysSo() throws IOException {
    JsonNode run = failed("replaced-");
    String key = "s3a://bucket/input/replaced.csv";

    assertThat(run.path("cause").asText())
        .startsWith(key + " was replaced since the upload: ")
        .containsPattern("etag [0-9a-f]{32} \\([0-9]+ bytes\\) was uploaded, ")
        .containsPattern("etag [0-9a-f]{32} \\([0-9]+ bytes\\) is there; upload it again under");
    assertThat(ended.err()).contains(run.path("cause").asText());
    assertThat(out.resolve("bucket/cleaned/run_id=" + run.path("run_id").asText())).doesNotExist();
    assertThat(trace(run).named("Process")).isEmpty();
  }

  private static List<String> pathOfJobIn(String state) {
    return List.of(
        "upload",
        "spanglue-trigger",
        "start execution",
        "spanglue",
        state,
        "Glue",
        "Glue Job Execution");
  }

  private static JsonNode run(String status) throws IOException {
    return LocalCommandProcess.runs(out).stream()
        .filter(run -> run.path("status").asText().equals(status))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no run has " + status + ": " + ended));
  }

  private static JsonNode failed(String name) throws IOException {
    return LocalCommandProcess.runs(out).stream()
        .filter(run -> run.path("status").asText().equals("FAILED"))
        .filter(run -> run.path("run_id").asText().startsWith(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no failed run of " + name + ": " + ended));
  }

  private static TraceFileTree trace(JsonNode run) throws IOException {
    return TraceFileTree.read(out.resolve(run.path("run_id").asText()).resolve("trace.jsonl"));
  }
}
