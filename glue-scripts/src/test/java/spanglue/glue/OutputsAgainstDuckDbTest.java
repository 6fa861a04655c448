package spanglue.glue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import spanglue.glue.oracle.Oracle;
import spanglue.glue.oracle.OracleResult;
import spanglue.glue.sample.CsvFormat;
import spanglue.glue.sample.Listing;
import spanglue.glue.sample.ListingsGenerator;
import spanglue.glue.sample.OddPrices;
import spanglue.glue.sample.SampleFiles;

/** The jobs' outputs, row by row, against the same rules written a second time in DuckDB's SQL. */
final class OutputsAgainstDuckDbTest {
  private static final List<Listing> LISTINGS = ListingsGenerator.listings(7, 1_500);

  @TempDir Path bucket;

  static Stream<Arguments> files() throws Exception {
    byte[] plain = SampleFiles.csv(LISTINGS, CsvFormat.PLAIN);
    return Stream.of(
        Arguments.of("plain.csv", plain),
        Arguments.of("spreadsheet.CSV", SampleFiles.csv(LISTINGS, CsvFormat.SPREADSHEET)),
        Arguments.of("other headers.csv", SampleFiles.csv(LISTINGS, CsvFormat.OTHER_HEADERS)),
        Arguments.of("windows.csv", SampleFiles.windows1252(LISTINGS, CsvFormat.PLAIN)),
        Arguments.of("zipped.csv.gz", SampleFiles.gzip(plain)),
        Arguments.of("lines.jsonl", SampleFiles.jsonLines(LISTINGS)),
        Arguments.of("array.json", SampleFiles.jsonArray(LISTINGS)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void generatedListings(String name, byte[] content) throws Exception {
    Path file = Files.write(input(name), content);
    String key = clean(file);
    try (OracleResult oracle = Oracle.run(file, LocalJob.RUN_DATE)) {
      assertCleanedAlike(oracle);
      // The others are then cleaned to the same rows, which is all that the next job reads.
      if (name.equals("plain.csv")) {
        assertProcessedAlike(oracle, key);
      }
    }
  }

  @Test
  void pricesOfAnySpelling() throws Exception {
    List<Listing> listings = OddPrices.listings(11, 1_000);
    Path file = Files.write(input("prices.csv"), SampleFiles.csv(listings, CsvFormat.SPREADSHEET));

    JsonNode rows = assertSameAsDuckDb(file);

    assertThat(rows.get("cleaned").asLong()).isGreaterThan(200);
    assertThat(rows.get("rejected").get("bad_value").asLong()).isGreaterThan(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "01-a-spark-escapes.csv",
        "01-b-quote-never-closed.csv",
        "02-c-cr-and-separators-inside-fields.csv",
        "05-a-pretty-array.json",
        "06-a-windows-1252.csv",
        "07-e-day-month-year.csv",
        "09-listings.csv"
      })
  void filesFromTheField(String name) throws Exception {
    Path file = input(name);
    Files.copy(Path.of("src/test/resources/cases", name), file);
    clean(file);
    try (OracleResult oracle = Oracle.run(file, LocalJob.RUN_DATE)) {
      assertCleanedAlike(oracle);
    }
  }

  @Test
  void datesOfAnySpelling() throws Exception {
    SmallInput input = new SmallInput();
    List<String> times =
        List.of(
            "",
            " 0:00",
            " 23:59:59",
            "T00:00:00Z",
            ", 12:00 AM",
            " 24:00",
            "T1:2",
            " noon",
            "Z",
            "T10:11:12.123456789+05:30",
            " 10:11 UTC",
            " 10:11:12.1 -0700",
            "T10:11:60",
            "  9:00pm");
    for (String time : times) {
      for (String day : List.of("5/21/2019", "05/21/19", "2019-05-21", "21/5/2019", "2019-02-29")) {
        input.with("last_review", day + time);
      }
    }
    Path file = Files.writeString(input("dates.csv"), input.csv());

    JsonNode rows = assertSameAsDuckDb(file);

    assertThat(rows.get("cleaned").asLong()).isEqualTo(5L * times.size());
  }

  @Test
  void splitsInsideQuotedFieldsMakeNoDifference() throws Exception {
    TestSpark.session().conf().set("spark.sql.files.maxPartitionBytes", "64KB");
    try {
      Path sample = input("listings.csv");
      Files.copy(Path.of("../samples/listings.csv"), sample);
      assertSameAsDuckDb(sample);
    } finally {
      TestSpark.session().conf().unset("spark.sql.files.maxPartitionBytes");
    }
  }

  @Test
  void theRealSample() throws Exception {
    String real = System.getenv("SPANGLUE_REAL_SAMPLE");
    Assumptions.assumeTrue(real != null, "SPANGLUE_REAL_SAMPLE names no file");
    Path sample = input("real.csv");
    Files.copy(Path.of(real), sample);

    JsonNode rows = assertSameAsDuckDb(sample);

    assertThat(rows.get("read").asLong()).isEqualTo(4_002);
    assertThat(rows.get("cleaned").asLong()).isEqualTo(3_682);
    assertThat(rows.get("duplicate").asLong()).isZero();
    assertThat(rows.get("rejected").get("malformed_record").asLong()).isEqualTo(1);
    assertThat(rows.get("rejected").get("missing_value").asLong()).isEqualTo(303);
    assertThat(rows.get("rejected").get("minimum_nights_out_of_range").asLong()).isEqualTo(16);
  }

  private Path input(String name) throws Exception {
    return Files.createDirectories(bucket.resolve("input")).resolve(name);
  }

  /** Runs both jobs, compares every output, and returns the manifest's rows. */
  private JsonNode assertSameAsDuckDb(Path file) throws Exception {
    String key = clean(file);
    try (OracleResult oracle = Oracle.run(file, LocalJob.RUN_DATE)) {
      JsonNode rows = assertCleanedAlike(oracle);
      assertProcessedAlike(oracle, key);
      return rows;
    }
  }

  private String clean(Path file) throws Exception {
    String key = bucket.relativize(file).toString();
    LocalJob.clean(bucket, key);
    return key;
  }

  private void assertProcessedAlike(OracleResult oracle, String key) throws Exception {
    LocalJob.process(bucket, key);
    Path processed = LocalJob.output(bucket, "processed");
    assertThat(oracle.compare("listings", processed.resolve("listings"))).isEmpty();
    assertThat(oracle.compare("summary", processed.resolve("summary"))).isEmpty();
  }

  private JsonNode assertCleanedAlike(OracleResult oracle) throws Exception {
    for (String output : List.of("rejected", "duplicates", "cleaned")) {
      assertThat(oracle.compare(output, LocalJob.output(bucket, output))).as(output).isEmpty();
    }
    JsonNode manifest =
        new ObjectMapper()
            .readTree(LocalJob.output(bucket, "cleaned").resolve("_MANIFEST.json").toFile());
    JsonNode rows = manifest.get("rows");
    Map<String, Long> counts = counts(rows, "rejected");
    counts.put("rejected", counts.values().stream().mapToLong(Long::longValue).sum());
    for (String name : List.of("read", "cleaned", "duplicate")) {
      counts.put(name, rows.get(name).asLong());
    }
    assertThat(counts).isEqualTo(oracle.counts());
    assertThat(counts(manifest, "imputed")).isEqualTo(oracle.imputed());
    assertThat(counts(manifest, "imputed_dates")).isEqualTo(oracle.imputedDates());
    assertThat(counts(manifest, "unreadable")).isEqualTo(oracle.unreadable());
    JsonNode lines = manifest.get("rejected_lines");
    assertThat(List.of(lines.path("records").asLong(), lines.path("lines").asLong()))
        .isEqualTo(oracle.rejectedLines());
    return rows;
  }

  private static Map<String, Long> counts(JsonNode json, String name) {
    Map<String, Long> counts = new HashMap<>();
    json.get(name).forEachEntry((part, n) -> counts.put(part, n.asLong()));
    return counts;
  }
}
