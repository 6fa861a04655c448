package spanglue.glue;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import spanglue.glue.write.CleaningManifest;
import spanglue.glue.write.ManifestJson;
import spanglue.glue.write.ParquetRows;
import spanglue.glue.write.RunOutput;

/** What the cleaning job wrote in this run: exactly the files that its manifest names. */
final class CleanedListings {
  private static final String SCHEMA =
      "id bigint, name string, host_identity_verified string, host_name string,"
          + " neighbourhood_group string, neighbourhood string, lat double, long double,"
          + " country string, instant_bookable boolean, cancellation_policy string,"
          + " room_type string, construction_year bigint, price decimal(12,2),"
          + " service_fee decimal(12,2), minimum_nights bigint, number_of_reviews bigint,"
          + " last_review date, reviews_per_month double, review_rate_number double,"
          + " calculated_host_listings_count bigint, house_rules string,"
          + " reviews_per_month_sqrt double, number_of_reviews_sqrt double,"
          + " calculated_host_listings_count_sqrt double";

  private final SparkSession spark;
  private final CleaningManifest manifest;
  private final List<FileStatus> files;

  private CleanedListings(SparkSession spark, CleaningManifest manifest, List<FileStatus> files) {
    this.spark = spark;
    this.manifest = manifest;
    this.files = files;
  }

  /**
   * Reads the manifest.
   *
   * @throws IOException where there is none, so that the run's cleaned listings are not whole
   * @throws InvalidInputException where a file that it names is gone
   */
  static CleanedListings of(GlueJob job) throws IOException {
    RunOutput cleaned = job.output(Output.CLEANED);
    CleaningManifest manifest = ManifestJson.read(cleaned.manifest(), CleaningManifest.class);
    Set<String> named =
        Set.copyOf(manifest.files().getOrDefault(Output.CLEANED.folder(), List.of()));
    List<FileStatus> files =
        cleaned.parquetFiles().stream()
            .filter(file -> named.contains(file.getPath().getName()))
            .toList();
    if (files.size() != named.size()) {
      throw new InvalidInputException(
          "%s names %d files, of which %d are there; start the run again"
              .formatted(
                  new Path(cleaned.place(), RunOutput.MANIFEST), named.size(), files.size()));
    }
    return new CleanedListings(job.spark(), manifest, files);
  }

  /** The cleaned listings, lazily. */
  Dataset<Row> read() {
    return spark
        .read()
        .schema(SCHEMA)
        .parquet(files.stream().map(file -> file.getPath().toString()).toArray(String[]::new));
  }

  /** Rows as the manifest counts them. */
  long expected() {
    return manifest.rows().cleaned();
  }

  /** Rows as the files' footers count them. */
  long rows() {
    return ParquetRows.count(spark.sparkContext().hadoopConfiguration(), files);
  }
}
