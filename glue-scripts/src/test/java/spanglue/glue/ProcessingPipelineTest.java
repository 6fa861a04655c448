package spanglue.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static spanglue.glue.Frames.lines;

import java.io.FileNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spanglue.glue.write.ReconciliationException;

class ProcessingPipelineTest {
  private static final String KEY = "input/a.csv";

  @TempDir static Path cleaned;
  @TempDir Path bucket;
  private RunFiles run;

  @BeforeAll
  static void clean() throws Exception {
    String key =
        SmallInput.upload(
            cleaned,
            "a.csv",
            new SmallInput()
                .with("price", "100", "number_of_reviews", "1")
                .with("price", "300", "number_of_reviews", "5", "neighbourhood", "Elsewhere")
                .with("price", "300", "number_of_reviews", "3")
                .csv());
    LocalJob.clean(cleaned, key);
  }

  @BeforeEach
  void copyTheCleanedRun() throws Exception {
    run = new RunFiles(bucket);
    FileUtils.copyDirectory(cleaned.toFile(), bucket.toFile());
  }

  @Test
  void listingsAreRankedAndSummed() throws Exception {
    process();

    assertThat(
            lines(
                run.rows("processed", "listings").orderBy("id"),
                "cost_per_night",
                "minimum_total_spend",
                "exp_rank_per_neighbourhood",
                "prop_rank_exp",
                "prop_rank_review"))
        .containsExactly(
            "120.00|240.00|2|2/3|3/3", "320.00|640.00|1|1/3|1/3", "320.00|640.00|1|1/3|2/3");
    assertThat(run.processed().rows().listings()).isEqualTo(3);
    assertThat(run.processed().rows().summary()).isEqualTo(2);
    assertThat(run.processed().files().get("listings"))
        .isNotEmpty()
        .allMatch(name -> name.startsWith("listings/part-"));
  }

  @Test
  void aRunWithoutAManifestIsRefused() throws Exception {
    Files.delete(run.manifest("cleaned"));

    assertThatThrownBy(this::process)
        .isInstanceOf(FileNotFoundException.class)
        .hasMessageContaining("cleaned/run_id=run-1/_MANIFEST.json does not exist");
    assertThat(bucket.resolve("processed")).doesNotExist();
  }

  @Test
  void aFileThatTheManifestNamesMustBeThere() throws Exception {
    Files.delete(LocalJob.output(bucket, "cleaned").resolve(run.parquet("cleaned").get(0)));

    assertThatThrownBy(this::process)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("names 1 files, of which 0 are there; start the run again");
  }

  @Test
  void filesThatTheManifestDoesNotNameAreNotRead() throws Exception {
    List<String> named = run.parquet("cleaned");
    Path place = LocalJob.output(bucket, "cleaned");
    Files.copy(place.resolve(named.get(0)), place.resolve("part-of-a-dying-attempt.parquet"));

    process();

    assertThat(run.processed().rows().read()).isEqualTo(3);
  }

  @Test
  void listingsThatDoNotAddUpLeaveNoManifest() throws Exception {
    Path manifest = run.manifest("cleaned");
    Files.deleteIfExists(manifest.resolveSibling("._MANIFEST.json.crc"));
    Files.writeString(
        manifest, Files.readString(manifest).replace("\"cleaned\" : 3", "\"cleaned\" : 4"));

    assertThatThrownBy(this::process)
        .isInstanceOf(ReconciliationException.class)
        .hasMessageStartingWith("listings don't add up: 4 in the manifest, 3 read, 3 written");
    assertThat(run.manifest("processed")).doesNotExist();
  }

  @Test
  void aSecondAttemptReplacesTheFirst() throws Exception {
    process();
    List<String> first = run.processed().files().get("listings");
    process();

    assertThat(run.processed().files().get("listings")).doesNotContainAnyElementsOf(first);
    assertThat(run.processed().rows().listings()).isEqualTo(3);
    assertThat(bucket.resolve("processed/_attempts")).isEmptyDirectory();
  }

  private void process() throws Exception {
    LocalJob.process(bucket, KEY);
  }
}
