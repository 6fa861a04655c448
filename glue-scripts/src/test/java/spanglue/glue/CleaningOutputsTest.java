package spanglue.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spanglue.glue.clean.Medians;
import spanglue.glue.clean.Tally;
import spanglue.glue.columns.Columns;
import spanglue.glue.read.RecordBounds;
import spanglue.glue.read.RecordEncoding;
import spanglue.glue.write.ReconciliationException;
import spanglue.spark.SparkTracing;
import spanglue.spark.Steps;
import spanglue.tracing.JobTracing;
import spanglue.tracing.JobTracingConfig;
import spanglue.tracing.OtlpReceiver;

/** Outputs that do not hold what was counted: one rejected, one duplicate, two cleaned. */
class CleaningOutputsTest {
  @TempDir Path bucket;
  private OtlpReceiver receiver;
  private JobTracing tracing;
  private CleaningOutputs outputs;

  @BeforeEach
  void write() throws Exception {
    receiver = new OtlpReceiver();
    tracing =
        JobTracing.start(
            JobTracingConfig.builder("test", "jr_1").otlpEndpoint(receiver.url()).build());
    JobArguments arguments =
        JobArguments.of(
            new String[] {
              "--bucket_name",
              "b",
              "--key",
              LocalJob.base64("input/a.csv"),
              "--run_id",
              LocalJob.RUN_ID,
              "--run_date",
              "2026-11-23"
            });
    SparkTracing.attach(TestSpark.session(), tracing);
    outputs =
        new CleaningOutputs(
            new GlueJob(
                TestSpark.session(),
                arguments,
                new org.apache.hadoop.fs.Path(bucket.toUri()),
                "attempt-1",
                new Steps(TestSpark.session()),
                tracing));
    Dataset<Row> one = TestSpark.session().sql("SELECT 1L AS position");
    outputs.writeRejected(
        one.selectExpr(
            "position",
            "'raw' AS raw",
            "struct('bad_value' AS reason, 'price' AS `column`) AS reject"));
    outputs.writeDuplicates(one.selectExpr("position", "2L AS id", "3L AS kept_id"));
    outputs.writeCleaned(cleanedListings());
  }

  @AfterEach
  void stop() {
    tracing.close();
    receiver.close();
  }

  @Test
  void whatAddsUpIsSealedAndToldInTheTrace() throws Exception {
    seal(4, 1, List.of("star_sign"));

    assertThat(new RunFiles(bucket).cleaned().imputed()).containsEntry("last_review", 2L);
    tracing.close();
    assertThat(OtlpReceiver.attributes(receiver.span("Glue Job Execution")))
        .containsEntry("spanglue.rows.read", 4L)
        .containsEntry("spanglue.imputed.last_review", 2L)
        .containsEntry("spanglue.imputed_dates.implausible", 2L)
        .containsEntry("spanglue.input.encoding", "windows-1252")
        .containsEntry("spanglue.input.unknown_columns", List.of("star_sign"));
  }

  @Test
  void aRecordTooManyInTheInputLeavesNoManifestButTellsItsCounts() {
    assertThatThrownBy(() -> seal(5, 1, List.of()))
        .isInstanceOf(ReconciliationException.class)
        .hasMessageStartingWith(
            "records don't add up: 5 read, but 2 cleaned + 1 duplicate + 1 rejected = 4");
    assertThat(manifest()).doesNotExist();

    tracing.close();
    assertThat(OtlpReceiver.attributes(receiver.span("Glue Job Execution")))
        .containsEntry("spanglue.rows.read", 5L)
        .containsEntry("spanglue.rows.cleaned", 2L)
        .containsEntry("spanglue.rows.duplicate", 1L)
        .containsEntry("spanglue.rows.rejected.bad_value", 1L)
        .containsEntry("spanglue.rows.rejected.missing_value", 0L);
    assertThat(receiver.span("reconcile").getStatus().getCode())
        .isEqualTo(StatusCode.STATUS_CODE_ERROR);
  }

  @Test
  void aWrittenFileThatIsGoneIsMissed() throws Exception {
    try (Stream<Path> files = Files.list(bucket.resolve("cleaned/_attempts/attempt-1"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".parquet")).toList()) {
        Files.delete(file);
      }
    }

    assertThatThrownBy(() -> seal(4, 1, List.of()))
        .isInstanceOf(ReconciliationException.class)
        .hasMessageContaining("0 cleaned");
    assertThat(manifest()).doesNotExist();
  }

  @Test
  void duplicatesOfTheGroupsAndOfTheFilesMustAgree() {
    assertThatThrownBy(() -> seal(5, 2, List.of()))
        .isInstanceOf(ReconciliationException.class)
        .hasMessageStartingWith("duplicates don't add up: 2 in the groups, 1 in the written files");
    assertThat(manifest()).doesNotExist();
  }

  private void seal(long read, long duplicate, List<String> unknown) throws Exception {
    outputs.seal(
        new RecordBounds(List.of(), read, RecordEncoding.WINDOWS_1252),
        duplicate,
        new Tally(read, Map.of(), Map.of(), Map.of("lat", 3L), Map.of()),
        new Medians(null, null, null, null, Map.of("last_review", 2L), Map.of("implausible", 2L)),
        unknown);
  }

  private Path manifest() {
    return new RunFiles(bucket).manifest("cleaned");
  }

  /** Two rows of the right columns, all of them texts. */
  private static Dataset<Row> cleanedListings() {
    List<String> columns =
        Stream.concat(
                Columns.NEEDED.stream(),
                Stream.of(
                    "reviews_per_month_sqrt",
                    "number_of_reviews_sqrt",
                    "calculated_host_listings_count_sqrt"))
            .map(column -> "'x' AS " + column)
            .toList();
    return TestSpark.session().range(2).selectExpr(columns.toArray(String[]::new));
  }
}
