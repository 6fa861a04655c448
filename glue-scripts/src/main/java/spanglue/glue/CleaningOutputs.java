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
import spanglue.glue.clean.Medians;
import spanglue.glue.clean.Reject;
import spanglue.glue.clean.Tally;
import spanglue.glue.columns.Columns;
import spanglue.glue.read.RecordBounds;
import spanglue.glue.write.CleaningManifest;
import spanglue.glue.write.ManifestJson;
import spanglue.glue.write.ParquetOutput;
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
   * Fails where going on would hide a loss. The rejected records are published first, without a
   * manifest, for whoever looks for what is wrong with them.
   *
   * @throws InvalidInputException where a column is lost or no record is left, naming the reasons
   */
  void check(Tally tally) throws IOException {
    tell(PipelineAttribute.UNREADABLE, tally.unreadable());
    tell(PipelineAttribute.REJECTED_LINES, tally.rejectedLines());
    String loss = Loss.of(tally, job.path(job.arguments().key()).toString());
    if (loss != null) {
      tell(PipelineAttribute.ROWS_REJECTED, tally.rejected());
      rejected.publish();
      throw new InvalidInputException(
          loss
              + (tally.rejected().isEmpty()
                  ? ""
                  : "; rejected records are in " + rejected.place()));
    }
  }

  /**
   * Publishes the three outputs, reconciles their rows, and writes the manifest last.
   *
   * @param bounds tells how many records are in the input, and its encoding
   * @param duplicate by the duplicate groups
   * @param unknown columns of the input that were ignored
   */
  void seal(RecordBounds bounds, long duplicate, Tally tally, Medians medians, List<String> unknown)
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
        job.steps().action("reconcile", () -> reconciled(bounds, duplicate, tally, medians));
    tell(manifest, unknown);
    cleaned.seal(ManifestJson.write(manifest));
    count(manifest);
  }

  private CleaningManifest reconciled(
      RecordBounds bounds, long duplicate, Tally tally, Medians medians) throws IOException {
    Configuration conf = job.hadoop();
    List<FileStatus> cleanedFiles = cleaned.parquetFiles();
    List<FileStatus> rejectedFiles = rejected.parquetFiles();
    List<FileStatus> duplicateFiles = duplicates.parquetFiles();
    CleaningManifest.Rows rows =
        new CleaningManifest.Rows(
            bounds.count(), ParquetRows.count(conf, cleanedFiles), duplicate, rejectedByReason());
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
        bounds.encoding().title(),
        rows,
        medians.imputed(),
        medians.imputedDates(),
        tally.unreadable(),
        tally.rejectedLines(),
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
    tell(PipelineAttribute.ROWS_REJECTED, rows.rejected());
  }

  private void tell(PipelineAttribute attribute, Map<String, Long> counts) {
    counts.forEach((part, n) -> job.tracing().root().set(attribute.of(part), n));
  }

  private void tell(CleaningManifest manifest, List<String> unknown) {
    tell(PipelineAttribute.IMPUTED, manifest.imputed());
    tell(PipelineAttribute.IMPUTED_DATES, manifest.imputedDates());
    job.tracing().root().set(PipelineAttribute.ENCODING.key(), manifest.encoding());
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
    manifest
        .unreadable()
        .forEach(
            (column, n) ->
                job.tracing().metrics().add(PipelineMetric.UNREADABLE_VALUES, column, n));
  }

  private static void write(Dataset<Row> frame, RunOutput output) {
    ParquetOutput.write(frame, output.attempt());
  }
}
