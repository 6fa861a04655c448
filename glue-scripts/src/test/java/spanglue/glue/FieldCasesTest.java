package spanglue.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static spanglue.glue.Frames.lines;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import spanglue.glue.read.RecordFileException;
import spanglue.glue.write.CleaningManifest;

/** Files as the field throws them at the cleaning job, made after public reports of bugs. */
class FieldCasesTest {
  private static final Path CASES = Path.of("src/test/resources/cases");

  @TempDir Path bucket;

  @ParameterizedTest
  @CsvSource({
    "02-b-crlf-and-lf.csv, 30, 30",
    "02-c-cr-and-separators-inside-fields.csv, 30, 30",
    "05-a-pretty-array.json, 15, 15",
    "05-e-array-with-comma-at-the-end.json, 15, 15",
    "05-f-bom-and-lines.jsonl, 15, 15",
    "06-a-windows-1252.csv, 20, 20",
    "06-b-same-in-utf-8.csv, 20, 20",
    "07-c-no-break-spaces.csv, 20, 20",
    "07-e-day-month-year.csv, 20, 20",
    "08-a-two-members.csv.gz, 30, 30"
  })
  void aFileIsReadAndCleanedToItsLastRecord(String name, long read, long cleaned) throws Exception {
    CleaningManifest manifest = clean(name);

    assertThat(manifest.rows().read()).isEqualTo(read);
    assertThat(manifest.rows().cleaned()).isEqualTo(cleaned);
    assertThat(manifest.rows().duplicate()).isZero();
    assertThat(manifest.rejectedLines()).isEmpty();
  }

  @Test
  void windows1252IsReadAsWhatItIs() throws Exception {
    assertThat(clean("06-b-same-in-utf-8.csv").encoding()).isEqualTo("UTF-8");
    var expected = lines(new RunFiles(bucket).rows("cleaned").orderBy("id"), "host_name", "name");

    assertThat(clean("06-a-windows-1252.csv").encoding()).isEqualTo("windows-1252");
    assertThat(lines(new RunFiles(bucket).rows("cleaned").orderBy("id"), "host_name", "name"))
        .isEqualTo(expected)
        .anyMatch(line -> line.endsWith("|Café Brûlot"));
  }

  @Test
  void linesThatAQuoteSwallowedAreTold() throws Exception {
    CleaningManifest escapes = clean("01-a-spark-escapes.csv");
    assertThat(escapes.rejectedLines()).containsEntry("longest_lines", 7L);

    CleaningManifest open = clean("01-b-quote-never-closed.csv");
    assertThat(open.rows().rejected()).containsEntry("malformed_record", 1L);
    assertThat(open.rejectedLines())
        .containsExactly(
            entry("records", 1L),
            entry("lines", 22L),
            entry("longest_lines", 22L),
            entry("longest_position", 4L));
  }

  @Test
  void datesOfAnotherCountryAreToldAsUnreadable() throws Exception {
    CleaningManifest manifest = clean("07-e-day-month-year.csv");

    assertThat(manifest.unreadable()).containsExactly(entry("last_review", 13L));
    assertThat(manifest.imputedDates())
        .containsEntry("missing", 0L)
        .containsEntry("unreadable", 13L);
  }

  @Test
  void datesThatAreNumbersAreALostColumn() throws Exception {
    assertThatThrownBy(() -> clean("04-b-epoch-milliseconds.jsonl"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("column 'last_review' of ")
        .hasMessageContaining("has 20 values, and not one could be read; expected a date");
    assertThat(new RunFiles(bucket).manifest("cleaned")).doesNotExist();
  }

  @Test
  void jsonThatIsNoneInEveryRecordFailsWithTheReason() throws Exception {
    assertThatThrownBy(() -> clean("04-c-nan-tokens.jsonl"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("all 20 records were rejected (malformed_record 20)");
    assertThat(new RunFiles(bucket).rows("rejected").count()).isEqualTo(20);
    assertThat(new RunFiles(bucket).manifest("cleaned")).doesNotExist();
  }

  @Test
  void gzipThatIsDamagedFailsWithoutAManifest() {
    for (String name : new String[] {"08-d-truncated.csv.gz", "08-f-zeros-behind.csv.gz"}) {
      assertThatThrownBy(() -> clean(name)).isInstanceOf(RecordFileException.class);
      assertThat(new RunFiles(bucket).manifest("cleaned")).doesNotExist();
    }
  }

  @Test
  void theDirtOfTheSetItselfIsSortedOut() throws Exception {
    CleaningManifest manifest = clean("09-listings.csv");

    assertThat(manifest.rows())
        .isEqualTo(
            new CleaningManifest.Rows(
                42,
                29,
                2,
                Map.of(
                    "malformed_record", 0L,
                    "bad_value", 1L,
                    "missing_value", 6L,
                    "minimum_nights_out_of_range", 4L,
                    "room_type_too_short", 0L)));
    assertThat(manifest.imputed())
        .containsOnly(
            entry("reviews_per_month", 1L),
            entry("number_of_reviews", 1L),
            entry("calculated_host_listings_count", 1L),
            entry("last_review", 4L));
  }

  private CleaningManifest clean(String name) throws Exception {
    Path input = Files.createDirectories(bucket.resolve("input")).resolve(name);
    Files.copy(CASES.resolve(name), input);
    LocalJob.clean(bucket, "input/" + name);
    return new RunFiles(bucket).cleaned();
  }
}
