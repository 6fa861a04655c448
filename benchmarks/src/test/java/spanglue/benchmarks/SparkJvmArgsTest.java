package spanglue.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;

/** {@code spark.jvmargs} against what Spark's own launcher would say. */
class SparkJvmArgsTest {
  @Test
  void theOpenedPackagesAreThoseThatSparkAsksFor() throws IOException {
    List<String> ours = Files.readAllLines(Path.of("..", "spark.jvmargs"));

    assertThat(opened(ours.stream()))
        .isNotEmpty()
        .containsExactlyElementsOf(opened(Stream.of(JavaModuleOptions.defaultModuleOptionArray())));
  }

  private static List<String> opened(Stream<String> options) {
    return options.filter(option -> option.startsWith("--add-opens")).toList();
  }
}
