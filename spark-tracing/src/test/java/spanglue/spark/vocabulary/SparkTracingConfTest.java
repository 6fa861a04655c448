package spanglue.spark.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The confs, and what is written of them. */
class SparkTracingConfTest {
  private static final String PREFIX = "spark.spanglue.";
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  @Test
  void sparkHidesTheHeadersOfItself() {
    String hidden =
        org.apache
            .spark
            .internal
            .config
            .package$
            .MODULE$
            .SECRET_REDACTION_PATTERN()
            .defaultValueString();

    assertThat(SparkTracingConf.OTLP_SECRET_HEADERS.key()).containsPattern(hidden);
  }

  @Test
  void theTableOfTheReadmeHasEachConfAndNoOther() throws Exception {
    List<String> lines = Files.readAllLines(Path.of("README.md"));
    int head = lines.indexOf("| conf, `" + PREFIX + "` | what |");
    assertThat(head).as("the head of the table").isNotNegative();

    List<String> told =
        lines.stream()
            .skip(head + 2L)
            .takeWhile(line -> line.startsWith("|"))
            .map(line -> line.substring(1, line.indexOf('|', 1)))
            .flatMap(cell -> CODE.matcher(cell).results())
            .map((MatchResult name) -> PREFIX + name.group(1))
            .toList();

    assertThat(told)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(SparkTracingConf.values()).map(SparkTracingConf::key).toList());
  }
}
