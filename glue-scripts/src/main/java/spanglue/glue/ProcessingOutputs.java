package spanglue.glue;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import spanglue.glue.write.ManifestJson;
import spanglue.glue.write.ParquetOutput;
import spanglue.glue.write.ParquetRows;
import spanglue.glue.write.ProcessingManifest;
import spanglue.glue.write.RunOutput;

/** What the processing job writes, and the account that it gives of it. */
final class ProcessingOutputs {
  private static final String LISTINGS = "listings";
  private static final String SUMMARY = "summary";

  private final GlueJob job;
  private final CleanedListings cleaned;
  private final RunOutput processed;

  ProcessingOutputs(GlueJob job, CleanedListings cleaned) throws IOException {
    this.job = job;
    this.cleaned = cleaned;
    this.processed = job.output(Output.PROCESSED);
  }

  void writeListings(Dataset<Row> listings) {
    write(listings, LISTINGS);
  }

  void writeSummary(Dataset<Row> summary) {
    write(summary, SUMMARY);
  }

  /** Publishes both outputs at once, reconciles their rows, and writes the manifest last. */
  void seal() throws IOException {
    job.steps().run("publish", processed::publish);
    ProcessingManifest manifest = job.steps().action("reconcile", () -> reconciled());
    processed.seal(ManifestJson.write(manifest));
    job.tracing().metrics().add(PipelineMetric.RECORDS, "processed", manifest.rows().listings());
  }

  private ProcessingManifest reconciled() throws IOException {
    List<FileStatus> published = processed.parquetFiles();
    List<FileStatus> listings = in(LISTINGS, published);
    List<FileStatus> summary = in(SUMMARY, published);
    ProcessingManifest.Rows rows =
        new ProcessingManifest.Rows(
            cleaned.rows(),
            ParquetRows.count(job.hadoop(), listings),
            ParquetRows.count(job.hadoop(), summary));
    job.tracing()
        .root()
        .set(PipelineAttribute.ROWS_READ.key(), rows.read())
        .set(PipelineAttribute.ROWS_LISTINGS.key(), rows.listings())
        .set(PipelineAttribute.ROWS_SUMMARY.key(), rows.summary());
    rows.reconcile(cleaned.expected());
    Map<String, List<String>> files = new LinkedHashMap<>();
    files.put(LISTINGS, processed.names(listings));
    files.put(SUMMARY, processed.names(summary));
    return new ProcessingManifest(job.arguments().runId(), rows, files);
  }

  private static List<FileStatus> in(String output, List<FileStatus> published) {
    return published.stream()
        .filter(file -> file.getPath().getParent().getName().equals(output))
        .toList();
  }

  private void write(Dataset<Row> frame, String output) {
    ParquetOutput.write(frame, new Path(processed.attempt(), output));
  }
}
