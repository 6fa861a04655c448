package spanglue.glue.sample;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShippedSampleTest {
  private static final Path SAMPLE = Path.of("..", "samples", "listings.csv");
  private static final List<Listing> LISTINGS =
      ListingsGenerator.listings(ListingsGenerator.SAMPLE_SEED, ListingsGenerator.SAMPLE_COUNT);

  @Test
  void theShippedFileIsWhatTheGeneratorWrites() throws Exception {
    byte[] generated = SampleFiles.csv(LISTINGS, CsvFormat.PLAIN);

    assertThat(Files.readAllBytes(SAMPLE))
        .as("samples/listings.csv; samples/README.md says how to make it anew")
        .isEqualTo(generated);
  }

  @Test
  void itHasFiveThousandListingsInLessThanThreeMegabytes() throws Exception {
    assertThat(LISTINGS).hasSize(5_000);
    assertThat(Files.size(SAMPLE)).isLessThan(3_000_000);
  }

  @Test
  void everyDefectAndEveryKindOfDuplicateIsInIt() {
    Map<String, Long> counts =
        LISTINGS.stream()
            .flatMap(listing -> listing.defects().stream())
            .collect(groupingBy(defect -> defect, counting()));

    assertThat(counts)
        .containsKeys(Defects.ALL.stream().map(Defect::name).toArray(String[]::new))
        .containsKeys(Duplicates.KINDS.toArray(String[]::new))
        .containsEntry(Defects.UNCLOSED_QUOTE, 1L);
  }

  @Test
  void theSameSeedGivesTheSameListingsAndAnotherSeedOthers() {
    byte[] once = SampleFiles.csv(ListingsGenerator.listings(1, 1_000), CsvFormat.PLAIN);

    assertThat(SampleFiles.csv(ListingsGenerator.listings(1, 1_000), CsvFormat.PLAIN))
        .isEqualTo(once);
    assertThat(SampleFiles.csv(ListingsGenerator.listings(2, 1_000), CsvFormat.PLAIN))
        .isNotEqualTo(once);
  }
}
