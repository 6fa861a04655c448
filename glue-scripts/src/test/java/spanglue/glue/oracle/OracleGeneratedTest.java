package spanglue.glue.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static spanglue.glue.sample.SampleFiles.csv;
import static spanglue.glue.sample.SampleFiles.gzip;
import static spanglue.glue.sample.SampleFiles.jsonArray;
import static spanglue.glue.sample.SampleFiles.jsonLines;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spanglue.glue.sample.CsvFormat;
import spanglue.glue.sample.Listing;
import spanglue.glue.sample.ListingsGenerator;

/** Generated listings end where their defects say, in whatever kind of file they are. */
class OracleGeneratedTest {
  private static final List<Listing> LISTINGS = ListingsGenerator.listings(3, 2_000);

  @TempDir Path dir;

  @Test
  void everyRecordOfTheShippedSampleEndsInOnePlace() throws Exception {
    Path sample = Path.of("..", "samples", "listings.csv");
    try (OracleResult oracle = Oracle.run(sample, TinyInput.RUN_DATE)) {
      Map<String, Long> counts = oracle.counts();

      assertThat(counts.get("read")).isEqualTo(5_000);
      assertThat(counts.get("cleaned") + counts.get("duplicate") + counts.get("rejected"))
          .isEqualTo(5_000);
      assertThat(counts).containsEntry("cleaned", 4_680L).containsEntry("duplicate", 26L);
      assertThat(counts.values()).doesNotContain(0L);
      assertThat(oracle.imputed().values()).doesNotContain(0L);
      // 12 columns that may not convert, 11 that may not be missing, and one of each other reason.
      assertThat(oracle.query("SELECT DISTINCT reason, \"column\" FROM rejected")).hasSize(26);
    }
  }

  @Test
  void theKindOfCsvFileMakesNoDifference() throws Exception {
    try (OracleResult plain = run("a.csv", csv(LISTINGS, CsvFormat.PLAIN));
        OracleResult spreadsheet = run("b.CSV", csv(LISTINGS, CsvFormat.SPREADSHEET));
        OracleResult zipped = run("c.csv.GZ", gzip(csv(LISTINGS, CsvFormat.PLAIN)))) {
      assertThat(spreadsheet.rows("listings")).isEqualTo(plain.rows("listings"));
      assertThat(spreadsheet.rows("rejected")).isEqualTo(plain.rows("rejected"));
      assertThat(zipped.rows("listings")).isEqualTo(plain.rows("listings"));
    }
  }

  @Test
  void headersSpelledOtherwiseAndInAnotherOrderGiveTheSameRows() throws Exception {
    try (OracleResult plain = run("a.csv", csv(LISTINGS, CsvFormat.PLAIN));
        OracleResult other = run("b.csv", csv(LISTINGS, CsvFormat.OTHER_HEADERS))) {
      assertThat(other.rows("summary")).isEqualTo(plain.rows("summary"));
      assertThat(other.query("SELECT position, reason, \"column\" FROM rejected ORDER BY position"))
          .isEqualTo(
              plain.query("SELECT position, reason, \"column\" FROM rejected ORDER BY position"));
    }
  }

  @Test
  void jsonLinesAndTheJsonArrayGiveTheSameRows() throws Exception {
    try (OracleResult lines = run("a.ndjson.gz", gzip(jsonLines(LISTINGS)));
        OracleResult array = run("a.json", jsonArray(LISTINGS))) {
      assertThat(lines.counts()).containsEntry("read", 2_000L);
      assertThat(lines.counts().get("cleaned")).isGreaterThan(1_700);
      assertThat(array.counts()).isEqualTo(lines.counts());
      assertThat(array.rows("listings")).isEqualTo(lines.rows("listings"));
    }
  }

  private OracleResult run(String name, byte[] bytes) throws Exception {
    return Oracle.run(Files.write(dir.resolve(name), bytes), TinyInput.RUN_DATE);
  }
}
