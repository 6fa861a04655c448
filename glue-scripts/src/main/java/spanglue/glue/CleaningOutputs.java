package spanglue.glue;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import spanglue.glue.clean.Reject;
import spanglue.glue.columns.Columns;
import spanglue.glue.write.CleaningManifest;
import spanglue.glue.write.ManifestJson;
import spanglue.glue.write.ParquetRows;
import spanglue.glue.write.RunOutput;

/** What the cleaning job writes, and the account that it gives of it. */
final class CleaningOutputs {
  private final GlueJob job;
  private final RunOutput rejected;
  private final RunOutput duplicates;
  private final RunOutput cleaned;

  CleaningOutputs(GlueJob job) throws IOException {
    this.job = job;
    this.rejected = job.output(Output.REJECTED);
    this.duplicates = job.output(Output.DUPLICATES);
    this.cleaned = job.output(Output.CLEANED);
  }

  void writeRejected(Dataset<Row> staged) {
    write(Reject.rejected(staged).hint("rebalance"), rejected);
  }

  void writeDuplicates(Dataset<Row> duplicate) {
    write(duplicate.hint("rebalance"), duplicates);
  }

  void writeCleaned(Dataset<Row> listings) {
    write(Columns.inOrder(listings), cleaned);
  }

  /**
   * Publishes the three outputs, reconciles their rows, and writes the manifest last.
   *
   * @param read records in the input
   * @param duplicate by the duplicate groups
   * @param imputed by column
   * @param unknown columns of the input that were ignored
   */
  void seal(long read, long duplicate, Map<String, Long> imputed, List<String> unknown)
      throws IOException {
    job.steps()
        .run(
            "publish",
            () -> {
              rejected.publish();
              duplicates.publish();
              cleaned.publish();
            });
    CleaningManifest manifest =
        job.steps().action("reconcile", () -> reconciled(read, duplicate, imputed));
    tell(manifest, unknown);
    cleaned.seal(ManifestJson.write(manifest));
    count(manifest);
  }

  private CleaningManifest reconciled(long read, long duplicate, Map<String, Long> imputed)
      throws IOException {
    Configuration conf = job.hadoop();
    List<FileStatus> cleanedFiles = cleaned.parquetFiles();
    List<FileStatus> rejectedFiles = rejected.parquetFiles();
    List<FileStatus> duplicateFiles = duplicates.parquetFiles();
    CleaningManifest.Rows rows =
        new CleaningManifest.Rows(
            read, ParquetRows.count(conf, cleanedFiles), duplicate, rejectedByReason());
    tell(rows);
    rows.reconcile(ParquetRows.count(conf, rejectedFiles), ParquetRows.count(conf, duplicateFiles));
    Map<String, List<String>> files = new LinkedHashMap<>();
    files.put(Output.CLEANED.folder(), cleaned.names(cleanedFiles));
    files.put(Output.REJECTED.folder(), rejected.names(rejectedFiles));
    files.put(Output.DUPLICATES.folder(), duplicates.names(duplicateFiles));
    return new CleaningManifest(
        job.arguments().runId(),
        job.arguments().runDate().toString(),
        job.arguments().key(),
        rows,
        imputed,
        files);
  }

  /** From the written files, not from the frame that they were written from. */
  private Map<String, Long> rejectedByReason() {
    Map<String, Long> counts = new LinkedHashMap<>();
    Reject.REASONS.forEach(reason -> counts.put(reason, 0L));
    job.spark()
        .read()
        .schema("reason string")
        .parquet(rejected.place().toString())
        .groupBy(col("reason"))
        .count()
        .collectAsList()
        .forEach(row -> counts.put(row.getString(0), row.getLong(1)));
    return counts;
  }

  /** The root span gets the rows before they are reconciled: a failure shows them too. */
  private void tell(CleaningManifest.Rows rows) {
    job.tracing()
        .root()
        .set(PipelineAttribute.ROWS_READ.key(), rows.read())
        .set(PipelineAttribute.ROWS_CLEANED.key(), rows.cleaned())
        .set(PipelineAttribute.ROWS_DUPLICATE.key(), rows.duplicate());
    rows.rejected()
        .forEach(
            (reason, n) -> job.tracing().root().set(PipelineAttribute.ROWS_REJECTED.of(reason), n));
  }

  private void tell(CleaningManifest manifest, List<String> unknown) {
    manifest
        .imputed()
        .forEach((column, n) -> job.tracing().root().set(PipelineAttribute.IMPUTED.of(column), n));
    if (!unknown.isEmpty()) {
      job.tracing().root().set(PipelineAttribute.UNKNOWN_COLUMNS.key(), unknown);
    }
  }

  /** Last, so that a run which failed and is tried again counts once. */
  private void count(CleaningManifest manifest) {
    CleaningManifest.Rows rows = manifest.rows();
    long rejectedRows = rows.rejected().values().stream().mapToLong(Long::longValue).sum();
    job.tracing()
        .metrics()
        .add(PipelineMetric.RECORDS, "cleaned", rows.cleaned())
        .add(PipelineMetric.RECORDS, "duplicate", rows.duplicate())
        .add(PipelineMetric.RECORDS, "rejected", rejectedRows);
    manifest
        .imputed()
        .forEach(
            (column, n) -> job.tracing().metrics().add(PipelineMetric.IMPUTED_VALUES, column, n));
  }

  private static void write(Dataset<Row> frame, RunOutput output) {
    frame.write().parquet(output.attempt().toString());
  }
}
