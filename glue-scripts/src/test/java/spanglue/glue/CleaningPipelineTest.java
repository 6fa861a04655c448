package spanglue.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static spanglue.glue.Frames.lines;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spanglue.glue.columns.Columns;
import spanglue.glue.write.CleaningManifest;

/** The cleaning job from end to end, and the processing job where nothing is left for it. */
class CleaningPipelineTest {
  @TempDir Path bucket;
  private RunFiles run;

  @BeforeEach
  void name() {
    run = new RunFiles(bucket);
  }

  @Test
  void everyRecordEndsInExactlyOnePlace() throws Exception {
    clean(
        "a.csv",
        new SmallInput()
                .with()
                .with("last_review", "soon")
                .with("host_name", "Host 1")
                .with("price", "five")
                .with("minimum_nights", "365")
                .csv()
            + "1,2,3\n");

    CleaningManifest manifest = run.cleaned();
    assertThat(manifest.runId()).isEqualTo(LocalJob.RUN_ID);
    assertThat(manifest.runDate()).isEqualTo("2026-11-23");
    assertThat(manifest.input()).isEqualTo("input/a.csv");
    assertThat(manifest.rows().read()).isEqualTo(6);
    assertThat(manifest.rows().cleaned()).isEqualTo(2);
    assertThat(manifest.rows().duplicate()).isEqualTo(1);
    assertThat(manifest.rows().rejected())
        .containsEntry("malformed_record", 1L)
        .containsEntry("bad_value", 1L)
        .containsEntry("missing_value", 0L)
        .containsEntry("minimum_nights_out_of_range", 1L)
        .containsEntry("room_type_too_short", 0L)
        .hasSize(5);
    assertThat(manifest.imputed()).containsEntry("last_review", 1L);
    assertThat(lines(run.rows("cleaned"), "id")).containsExactlyInAnyOrder("1", "2");
    assertThat(lines(run.rows("duplicates"))).containsExactly("3|3|1");
    assertThat(lines(run.rows("rejected"), "position", "reason", "column"))
        .containsExactlyInAnyOrder(
            "4|bad_value|price",
            "5|minimum_nights_out_of_range|minimum_nights",
            "6|malformed_record|null");
    for (String output : List.of("cleaned", "rejected", "duplicates")) {
      assertThat(manifest.files().get(output)).isEqualTo(run.parquet(output));
    }
  }

  @Test
  void aMissingCsvColumnFailsBeforeAnySparkJob() throws Exception {
    List<String> header = new ArrayList<>(Columns.NEEDED);
    header.remove("price");

    SparkActivity activity =
        SparkActivity.of(
            () ->
                assertThatThrownBy(() -> clean("a.csv", SmallInput.header(header) + "1\n"))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("column 'price' is missing from")
                    .hasMessageContaining("a.csv; present: id, name, "));

    assertThat(activity.jobs()).isZero();
    assertNothingWritten();
  }

  @Test
  void aSparkJobWouldBeSeen() throws Exception {
    assertThat(SparkActivity.of(() -> TestSpark.session().range(1).count()).jobs()).isPositive();
  }

  @Test
  void aColumnThatIsThereTwiceFails() throws Exception {
    List<String> header = new ArrayList<>(Columns.NEEDED);
    header.add("Latitude");

    assertThatThrownBy(() -> clean("a.csv", SmallInput.header(header)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("'lat' and 'Latitude'");
    assertNothingWritten();
  }

  @Test
  void aJsonColumnThatNoRecordHasFails() throws Exception {
    String lines = new SmallInput().with("price", "").with("price", "").jsonLines();

    assertThatThrownBy(() -> clean("a.jsonl", lines))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("'price'")
        .hasMessageContaining("are missing from")
        .hasMessageContaining("present: id, host_name, ");
    assertNothingWritten();
  }

  @Test
  void aJsonColumnMayBeAbsentFromSomeRecords() throws Exception {
    String all = new SmallInput().with(allTexts()).with("price", "").jsonLines();

    clean("a.jsonl", all);

    assertThat(run.cleaned().rows().cleaned()).isEqualTo(1);
    assertThat(run.cleaned().rows().rejected()).containsEntry("missing_value", 1L);
  }

  @Test
  void aHeaderAloneGivesNoRowsAnywhere() throws Exception {
    assertNoListings("a.csv", SmallInput.header(Columns.NEEDED), 0);
    assertThat(run.cleaned().rows().rejected().values()).containsOnly(0L);

    // What the other files without listings are cleaned to is the same.
    LocalJob.process(bucket, "input/a.csv");
    assertThat(run.processed().rows().read()).isZero();
    assertThat(run.processed().rows().listings()).isZero();
    assertThat(run.processed().rows().summary()).isZero();
  }

  @Test
  void anEmptyJsonArrayGivesNoRowsAnywhere() throws Exception {
    assertNoListings("a.json", "[]", 0);
  }

  @Test
  void whereEveryRecordIsRejectedTheRunFailsAndTheRejectsAreThere() throws Exception {
    assertThatThrownBy(
            () -> clean("a.csv", new SmallInput().with("id", "").with("price", "x").csv() + "x\n"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(
            "all 3 records were rejected (malformed_record 1, bad_value 1, missing_value 1)")
        .hasMessageContaining("rejected records are in ")
        .hasMessageContaining("rejected/run_id=run-1");

    assertThat(run.manifest("cleaned")).doesNotExist();
    assertThat(lines(run.rows("rejected"), "position", "reason"))
        .containsExactlyInAnyOrder("1|missing_value", "2|bad_value", "3|malformed_record");
  }

  @Test
  void whereEveryJsonRecordIsMalformedTheRunFails() {
    assertThatThrownBy(() -> clean("a.jsonl", "{\n[1]\n"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("all 2 records were rejected (malformed_record 2)");
  }

  @Test
  void aColumnOfWhichNoValueCanBeReadFailsTheRun() {
    for (String column : List.of("last_review", "price", "instant_bookable")) {
      SmallInput nine = many(9, column, "1.561.075,20");

      assertThatThrownBy(() -> clean("a.csv", nine.with(column, "soon").csv()))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("column '" + column + "' of ")
          .hasMessageContaining("has 10 values, and not one could be read; expected ");
      assertThat(run.manifest("cleaned")).doesNotExist();
    }
  }

  @Test
  void nineUnreadableValuesOrOneThatCanBeReadAreToldAndNoReasonToFail() throws Exception {
    clean("a.csv", many(9, "last_review", "20.05.2019").with("last_review", "").csv());
    assertThat(run.cleaned().unreadable()).containsExactly(entry("last_review", 9L));
    assertThat(run.cleaned().imputedDates().values()).containsOnly(0L);

    clean("a.csv", many(20, "last_review", "20.05.2019").with().with("last_review", "").csv());
    assertThat(run.cleaned().unreadable()).containsExactly(entry("last_review", 20L));
    assertThat(run.cleaned().imputedDates())
        .containsExactly(entry("missing", 1L), entry("unreadable", 20L), entry("implausible", 0L));
  }

  private static SmallInput many(int listings, String column, String text) {
    SmallInput input = new SmallInput();
    for (int i = 0; i < listings; i++) {
      input.with(column, text);
    }
    return input;
  }

  @Test
  void aSecondAttemptReplacesTheFirst() throws Exception {
    clean("a.csv", new SmallInput().with().with().with("price", "x").csv());
    List<String> first = run.parquet("cleaned");

    clean("a.csv", new SmallInput().with("name", "again").csv());

    assertThat(run.parquet("cleaned")).doesNotContainAnyElementsOf(first);
    assertThat(run.cleaned().files().get("cleaned")).isEqualTo(run.parquet("cleaned"));
    assertThat(run.cleaned().rows().read()).isEqualTo(1);
    assertThat(lines(run.rows("cleaned"), "name")).containsExactly("again");
    assertThat(lines(run.rows("rejected"))).isEmpty();
    assertThat(bucket.resolve("cleaned/_attempts")).isEmptyDirectory();
  }

  @Test
  void aQuoteInTheMiddleOfAnUnquotedFieldIsText() throws Exception {
    clean("a.csv", new SmallInput().with("name", "the 12\" table \"room\"").with().csv());

    assertThat(lines(run.rows("cleaned").orderBy("id"), "name"))
        .containsExactly("the 12\" table \"room\"", "Blank");
  }

  private void clean(String name, String text) throws Exception {
    LocalJob.clean(bucket, SmallInput.upload(bucket, name, text));
  }

  private void assertNoListings(String name, String text, long read) throws Exception {
    clean(name, text);

    assertThat(run.cleaned().rows().read()).isEqualTo(read);
    assertThat(run.cleaned().rows().cleaned()).isZero();
    assertThat(run.cleaned().rows().duplicate()).isZero();
    assertThat(lines(run.rows("cleaned"))).isEmpty();
    assertThat(lines(run.rows("duplicates"))).isEmpty();
    assertThat(run.rows("rejected").count()).isEqualTo(read);
  }

  private void assertNothingWritten() {
    assertThat(Files.exists(run.manifest("cleaned"))).isFalse();
    assertThat(LocalJob.output(bucket, "rejected")).doesNotExist();
  }

  /** A text for every column, so that none is absent. */
  private static String[] allTexts() {
    List<String> texts = new ArrayList<>();
    GoodListing.with()
        .forEach(
            (column, text) -> {
              if (text.isEmpty()) {
                texts.addAll(List.of(column, column.equals("instant_bookable") ? "TRUE" : "x"));
              }
            });
    return texts.toArray(String[]::new);
  }
}
