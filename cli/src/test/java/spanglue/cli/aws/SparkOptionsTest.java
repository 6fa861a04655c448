package spanglue.cli.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import spanglue.cli.process.Installation;

class SparkOptionsTest {
  private final Installation installation =
      new Installation(Path.of("").toAbsolutePath().getParent());

  @Test
  void aJobOnALargeFileIsCompiledThoroughly() {
    assertThat(SparkOptions.jvm(installation, SparkOptions.LARGE_INPUT))
        .doesNotContain(SparkOptions.LIGHT_COMPILER);
    assertThat(SparkOptions.jvm(installation, SparkOptions.LARGE_INPUT - 1))
        .contains(SparkOptions.LIGHT_COMPILER);
  }

  @Test
  void aJobOnAFileOfUnknownSizeStartsQuickly() {
    assertThat(SparkOptions.jvm(installation, 0)).contains(SparkOptions.LIGHT_COMPILER);
  }
}
