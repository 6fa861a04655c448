package spanglue.glue.write;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the manifests hold against each other, and how they are written. */
class ManifestsTest {
  private static final CleaningManifest CLEANING =
      new CleaningManifest(
          "run-1",
          "2026-11-23",
          "input/a.csv",
          "windows-1252",
          rows(10, 5, 2, 3),
          Map.of("last_review", 4L),
          Map.of("unreadable", 4L),
          Map.of("last_review", 3L),
          Map.of("lines", 22L),
          Map.of("cleaned", List.of("part-0.parquet")));

  @Test
  void recordsAddUp() {
    assertThatCode(() -> rows(10, 5, 2, 3).reconcile(3, 2)).doesNotThrowAnyException();
    assertThatCode(() -> rows(0, 0, 0, 0).reconcile(0, 0)).doesNotThrowAnyException();
  }

  @Test
  void aRecordThatIsLostOrDoubledIsShownInTheSum() {
    assertThatThrownBy(() -> rows(11, 5, 2, 3).reconcile(3, 2))
        .isInstanceOf(ReconciliationException.class)
        .hasMessage(
            "records don't add up: 11 read, but 5 cleaned + 2 duplicate + 3 rejected = 10;"
                + " no manifest is written, so no reader takes this run for whole");
    assertThatThrownBy(() -> rows(9, 5, 2, 3).reconcile(3, 2))
        .isInstanceOf(ReconciliationException.class);
  }

  @Test
  void rejectedRecordsAgreeWithTheirFooters() {
    assertThatThrownBy(() -> rows(10, 5, 2, 3).reconcile(4, 2))
        .isInstanceOf(ReconciliationException.class)
        .hasMessageStartingWith(
            "rejected records don't add up: 3 by reason, 4 in the written files");
  }

  @Test
  void duplicatesAgreeWithTheirFooters() {
    assertThatThrownBy(() -> rows(10, 5, 2, 3).reconcile(3, 1))
        .isInstanceOf(ReconciliationException.class)
        .hasMessageStartingWith("duplicates don't add up: 2 in the groups, 1 in the written files");
  }

  @Test
  void listingsAreReadAndWrittenAsManyAsWereCleaned() {
    assertThatCode(() -> new ProcessingManifest.Rows(5, 5, 2).reconcile(5))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> new ProcessingManifest.Rows(5, 5, 2).reconcile(6))
        .isInstanceOf(ReconciliationException.class)
        .hasMessageStartingWith("listings don't add up: 6 in the manifest, 5 read, 5 written");
    assertThatThrownBy(() -> new ProcessingManifest.Rows(5, 6, 2).reconcile(5))
        .isInstanceOf(ReconciliationException.class)
        .hasMessageStartingWith("listings don't add up: 5 in the manifest, 5 read, 6 written");
  }

  @Test
  void aCleaningManifestComesBackAsItWasWritten() throws Exception {
    byte[] json = ManifestJson.write(CLEANING);

    assertThat(ManifestJson.read(json, CleaningManifest.class)).isEqualTo(CLEANING);
    assertThat(json)
        .asString(UTF_8)
        .contains(
            "\"run_id\" : \"run-1\"",
            "\"run_date\" : \"2026-11-23\"",
            "\"input\" : \"input/a.csv\"",
            "\"malformed_record\" : 3");
  }

  @Test
  void aProcessingManifestComesBackAsItWasWritten() throws Exception {
    ProcessingManifest manifest =
        new ProcessingManifest(
            "run-1",
            new ProcessingManifest.Rows(5, 5, 2),
            Map.of("listings", List.of("listings/part-0.parquet"), "summary", List.of()));

    assertThat(ManifestJson.read(ManifestJson.write(manifest), ProcessingManifest.class))
        .isEqualTo(manifest);
  }

  @Test
  void whatALaterVersionAddsIsIgnored() throws Exception {
    String later =
        new String(ManifestJson.write(CLEANING), UTF_8).replaceFirst("\\{", "{\"new\":1,");

    assertThat(ManifestJson.read(later.getBytes(UTF_8), CleaningManifest.class))
        .isEqualTo(CLEANING);
  }

  private static CleaningManifest.Rows rows(
      long read, long cleaned, long duplicate, long malformed) {
    return new CleaningManifest.Rows(
        read, cleaned, duplicate, Map.of("malformed_record", malformed, "bad_value", 0L));
  }
}
