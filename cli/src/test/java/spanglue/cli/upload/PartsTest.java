package spanglue.cli.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartsTest {
  @ParameterizedTest
  @ValueSource(longs = {0, 1, Parts.SMALLEST, Parts.SMALLEST + 1, 123_456_789, 5_000_000_000_000L})
  void aFileIsCutIntoNoMoreThanS3TakesAndWithoutAGap(long size) {
    List<Parts.Part> parts = Parts.of(size);

    assertThat(parts).hasSizeBetween(1, 10_000);
    long next = 0;
    for (int i = 0; i < parts.size(); i++) {
      assertThat(parts.get(i).number()).isEqualTo(i + 1);
      assertThat(parts.get(i).offset()).isEqualTo(next);
      next += parts.get(i).length();
    }
    assertThat(next).isEqualTo(size);
  }
}
