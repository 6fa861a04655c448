package spanglue.benchmarks.speed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/**
 * The programs that are measured: each reads the file, cleans it, processes it, and writes Parquet.
 *
 * @param home the repository's root
 * @param folder for all that they write
 */
record Programs(Path home, Path folder) {
  /** A program by its name. */
  @FunctionalInterface
  interface Program {
    Taken run(Path file, String rows) throws IOException, InterruptedException;
  }

  private static final String RUN_DATE = "2026-11-23";

  /** In the command line of each job's process, and in no other's. */
  private static final String JOB = "spanglue.cli.child.JobMain";

  /**
   * Both jobs, with what starts them and stands for S3 and Step Functions: of the seconds on the
   * clock those of the two states count, of the processes those of the jobs.
   *
   * @param checkout whose jobs
   * @param name under which their run documents are kept
   */
  Program jobs(Path checkout, String name) {
    return (file, rows) -> {
      Path out = empty(name);
      String spanglue = checkout.resolve("spanglue").toString();
      Taken taken =
          run(
              name,
              JOB,
              List.of(
                  spanglue,
                  "local",
                  "--no-ui",
                  "--run-date",
                  RUN_DATE,
                  "--out",
                  "" + out,
                  "" + file));
      Path run = runFolder(out);
      for (String state : List.of("clean", "process")) {
        FileUtils.copyFile(
            run.resolve(state + ".run-document.json").toFile(),
            document(name, rows, state).toFile());
      }
      JsonNode seconds =
          new ObjectMapper().readTree(run.resolve("run.json").toFile()).get("seconds");
      empty(name);
      return new Taken(
          seconds.get("clean").asDouble() + seconds.get("process").asDouble(),
          taken.cpuSeconds(),
          taken.peakMegabytes());
    };
  }

  /** The rules of the tests, in SQL. */
  Program duckDb(String classPath) {
    return (file, rows) -> {
      Path out = empty("duckdb");
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of("-cp", classPath, "spanglue.glue.oracle.DuckDbRun"));
      command.addAll(List.of(file.toString(), out.toString(), RUN_DATE));
      return run("duckdb", "", command);
    };
  }

  /** What one would write without Spark. */
  Program pandas(String python) {
    return (file, rows) -> {
      String script = home.resolve("benchmarks/pandas/listings.py").toString();
      return run("pandas", "", List.of(python, script, "" + file, "" + empty("pandas"), RUN_DATE));
    };
  }

  /** Where the run document of a job is kept: of the last run on so many rows. */
  Path document(String name, String rows, String state) {
    return folder.resolve(name + "-" + rows + "-" + state + ".json");
  }

  private Taken run(String name, String counted, List<String> command)
      throws IOException, InterruptedException {
    return Processes.run(command, counted, folder.resolve(name + ".log"));
  }

  private Path empty(String name) throws IOException {
    Path out = folder.resolve("out").resolve(name);
    FileUtils.deleteDirectory(out.toFile());
    return Files.createDirectories(out);
  }

  private static Path runFolder(Path out) throws IOException {
    try (Stream<Path> folders = Files.list(out)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("run.json")))
          .findFirst()
          .orElseThrow();
    }
  }
}
