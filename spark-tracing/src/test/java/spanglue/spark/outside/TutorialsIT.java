package spanglue.spark.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spanglue.tracing.OtlpReceiver;

/** The tutorials' commands, as they stand in the page. */
class TutorialsIT {
  private static final Pattern COMMANDS = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
  private static final Duration LIMIT = Duration.ofMinutes(3);

  @TempDir private Path folder;

  @Test
  void whoFollowsThemHasAPageAndATrace() throws Exception {
    PySpark spark = PySpark.ofTheBuild();
    assumeThat(spark.installed()).as("PySpark").isTrue();
    String page = Files.readString(Path.of("../docs/tutorials.md"));
    // The page is of Spark 4.1.
    String version = System.getProperty("spanglue.pyspark").replaceAll(".*-", "");
    assumeThat(page).contains("pyspark==" + version);
    List<String> commands = COMMANDS.matcher(page).results().map(block -> block.group(1)).toList();

    try (OtlpReceiver receiver = new OtlpReceiver()) {
      for (String block : commands) {
        assertThat(run(spark, block.replace("http://localhost:4318", receiver.url()))).isZero();
      }

      assertThat(folder.resolve("page.html")).content().contains("<!DOCTYPE html>", "orders");
      assertThat(receiver.spans()).extracting(span -> span.getName()).contains("spark start");
    }
  }

  private int run(PySpark spark, String commands) throws Exception {
    ProcessBuilder bash = new ProcessBuilder("bash", "-euo", "pipefail", "-c", commands);
    bash.directory(folder.toFile()).inheritIO();
    Map<String, String> environment = bash.environment();
    environment.put("PATH", spark.bin().toAbsolutePath() + ":" + environment.get("PATH"));
    environment.put(
        "JAR", Path.of(System.getProperty("spanglue.shaded.jar")).toAbsolutePath().toString());
    Process process = bash.start();
    if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("not over within " + LIMIT);
    }
    return process.exitValue();
  }
}
