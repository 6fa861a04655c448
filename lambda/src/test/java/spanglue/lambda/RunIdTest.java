package spanglue.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunIdTest {
  private static final Upload UPLOAD =
      new Upload("bucket", "input/listings.csv", "e", "v1", "seq", 1, Instant.EPOCH);

  @Test
  void theSameWriteHasTheSameIdOnEveryMachineAndDay() {
    assertThat(RunId.of(UPLOAD)).isEqualTo("listings-640aaa3601e239037fff4ebc649c4fde");
  }

  @Test
  void bucketKeyVersionAndSequencerEachMakeAnotherId() {
    Stream<Upload> others =
        Stream.of(
            UPLOAD,
            new Upload("bucket2", "input/listings.csv", "e", "v1", "seq", 1, Instant.EPOCH),
            new Upload("bucket", "input/x/listings.csv", "e", "v1", "seq", 1, Instant.EPOCH),
            new Upload("bucket", "input/listings.csv", "e", "v2", "seq", 1, Instant.EPOCH),
            new Upload("bucket", "input/listings.csv", "e", "v1", "seq2", 1, Instant.EPOCH));

    assertThat(others.map(RunId::of)).doesNotHaveDuplicates();
  }

  @Test
  void sizeAndTimeMakeNoOtherId() {
    Upload later = new Upload("bucket", "input/listings.csv", "e", "v1", "seq", 2, Instant.MAX);

    assertThat(RunId.of(later)).isEqualTo(RunId.of(UPLOAD));
  }

  @ParameterizedTest
  @CsvSource({
    "Airbnb_Open_Data (2).CSV.GZ, airbnb-open-data-2",
    "日本.csv, upload",
    "---.csv, upload",
    "a.b.json, a-b",
    "0123456789012345678901234567890-2.csv, 0123456789012345678901234567890",
    "0123456789012345678901234567890123456789.csv, 01234567890123456789012345678901",
  })
  void anIdBeginsWithWhatIsReadableOfTheName(String fileName, String slug) {
    String id = RunId.of(new Upload("b", "input/" + fileName, "e", "v", "s", 1, Instant.EPOCH));

    assertThat(id).matches(slug + "-[0-9a-f]{32}").hasSizeLessThanOrEqualTo(80);
  }

  @Test
  void theVersionIdCountsWhereThereIsOneAndTheEtagWhereNot() {
    String versioned =
        Events.event(List.of(Events.record("input/a.csv", 1, ",\"versionId\":\"v7\"")));
    String plain = Events.uploads("input/a.csv");

    assertThat(EventReader.read(versioned).get(0).upload().version()).isEqualTo("v7");
    assertThat(EventReader.read(versioned).get(0).upload().etag()).isEqualTo("d41d8cd9");
    assertThat(EventReader.read(plain).get(0).upload().version()).isEqualTo("d41d8cd9");
  }
}
