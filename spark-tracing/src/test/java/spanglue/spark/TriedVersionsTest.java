package spanglue.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TriedVersionsTest {
  @ParameterizedTest
  @ValueSource(strings = {"3.5.0", "3.5.6-amzn-1", "4.0.1", "4.1.1", "4.3.0", "4.2.0-SNAPSHOT"})
  void aVersionThatWasTriedIsNotTold(String version) {
    assertThat(TriedVersions.missing(version)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.4.4", "3.3.0-amzn-1", "2.4.8"})
  void ofAnOlderOneItIsToldWhatIsMissing(String version) {
    assertThat(TriedVersions.missing(version)).contains("Each job stands as an action");
  }

  @ParameterizedTest
  @ValueSource(strings = {"4.4.0", "5.0.0-preview1", "unknown", "", "99999999999.1", "4"})
  void ofANewerOrUnknownOneItIsToldThatSomethingMayBe(String version) {
    assertThat(TriedVersions.missing(version)).contains("may be missing");
  }
}
