package spanglue.glue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import spanglue.glue.write.CleaningManifest;
import spanglue.glue.write.ManifestJson;
import spanglue.glue.write.ProcessingManifest;

/** What a local run left in its bucket. */
record RunFiles(Path bucket) {

  Path manifest(String output) {
    return LocalJob.output(bucket, output).resolve("_MANIFEST.json");
  }

  CleaningManifest cleaned() throws IOException {
    return ManifestJson.read(Files.readAllBytes(manifest("cleaned")), CleaningManifest.class);
  }

  ProcessingManifest processed() throws IOException {
    return ManifestJson.read(Files.readAllBytes(manifest("processed")), ProcessingManifest.class);
  }

  /** An output's rows, such as those of {@code cleaned}. */
  Dataset<Row> rows(String output) {
    return rows(output, "");
  }

  /** The rows of a part of an output, such as {@code listings} of {@code processed}. */
  Dataset<Row> rows(String output, String part) {
    Path folder = LocalJob.output(bucket, output).resolve(part);
    return TestSpark.session().read().parquet(folder.toUri().toString());
  }

  /** The names of an output's Parquet files. */
  List<String> parquet(String output) throws IOException {
    try (Stream<Path> files = Files.list(LocalJob.output(bucket, output))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".parquet"))
          .sorted()
          .toList();
    }
  }
}
