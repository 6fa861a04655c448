package spanglue.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The page and the document of a public event log, by the command that a user gives. */
record ExplainedLog(Path page, JsonNode document) {
  private static final Path LOGS = Path.of("target", "spark-logs", "spark-events");

  static ExplainedLog of(String log, Path folder) throws IOException, InterruptedException {
    Path page = folder.resolve(log + ".html");
    Path document = folder.resolve(log + ".json");
    Path output = folder.resolve(log + ".txt");
    ProcessBuilder explain =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "@" + Path.of("..", "spark.jvmargs"),
                    "-cp",
                    System.getProperty("java.class.path"),
                    "spanglue.spark.Explain",
                    "--html",
                    page.toString(),
                    "--json",
                    document.toString(),
                    "--worker-type",
                    "G.1X",
                    "--workers",
                    "2",
                    LOGS.resolve(log).toString()))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    explain.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    Process process = explain.start();
    if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException("explain did not end well: " + Files.readString(output));
    }
    return new ExplainedLog(page, new ObjectMapper().readTree(document.toFile()));
  }
}
