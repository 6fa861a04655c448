package spanglue.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import spanglue.cli.process.ChildProcesses;
import spanglue.cli.process.Json;
import spanglue.cli.process.TempFolder;

/** {@code spanglue local} in a process of its own, as the launcher starts it. */
record LocalCommandProcess(Path home) {
  static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();

  /** How long a run may take before the test fails. */
  static final long LIMIT_SECONDS = 300;

  private static final List<String> PARTS =
      List.of(
          "lambda/target/spanglue-lambda.jar",
          "src/target/workflow.asl.json",
          "cli/target/zipkin.jar",
          "node_modules/aws-local-stepfunctions/package.json");

  /** With the jobs that Glue runs. */
  static LocalCommandProcess real() {
    requireBuilt(PARTS);
    requireBuilt(
        List.of(
            "glue-scripts/target/runtime-classpath.txt",
            "glue-scripts/target/spanglue-glue-scripts-all.jar"));
    return new LocalCommandProcess(REPOSITORY);
  }

  /** With stand-ins for the jobs, in a repository of links to the real one. */
  static LocalCommandProcess withStandInJobs() throws IOException {
    requireBuilt(PARTS);
    Path home = Files.createDirectories(REPOSITORY.resolve("cli/target/stand-in-home"));
    for (String part : List.of("lambda", "src", "cli", "node_modules", "spark.jvmargs")) {
      link(home.resolve(part), REPOSITORY.resolve(part));
    }
    Path target = Files.createDirectories(home.resolve("glue-scripts/target"));
    link(target.resolve("script-classes"), REPOSITORY.resolve("cli/target/test-classes"));
    link(
        target.resolve("spanglue-glue-scripts-all.jar"),
        REPOSITORY.resolve("cli/target/test-classes"));
    Files.writeString(target.resolve("runtime-classpath.txt"), classPath());
    return new LocalCommandProcess(home);
  }

  private static void link(Path link, Path target) throws IOException {
    if (!Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
      Files.createSymbolicLink(link, target);
    }
  }

  /** A run that has ended. */
  record Ended(int status, String out, String err) {}

  /** Runs to the end. */
  Ended run(String... arguments) throws IOException, InterruptedException {
    try (var running = start(arguments)) {
      return running.end();
    }
  }

  Running start(String... arguments) throws IOException {
    return start(builder -> builder.command().addAll(List.of(arguments)), home, "local");
  }

  /** Any command, with what else the test gives its process. */
  static Running start(Consumer<ProcessBuilder> more, Path home, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Dspanglue.home=" + home);
    command.add("-cp");
    command.add(REPOSITORY.resolve("cli/target/classes") + File.pathSeparator + classPath());
    command.add("spanglue.cli.Main");
    command.addAll(List.of(arguments));
    Path temp = Files.createTempDirectory("spanglue-test-");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(temp.resolve("out").toFile())
            .redirectError(temp.resolve("err").toFile());
    more.accept(builder);
    // The launcher's collector, for the jobs too: they have little to collect.
    builder.environment().put("JAVA_TOOL_OPTIONS", "-XX:+UseSerialGC -Djava.io.tmpdir=" + temp);
    return new Running(builder.start(), temp);
  }

  /** A run; closed, it and all that it started are ended. */
  record Running(Process process, Path temp) implements AutoCloseable {
    Ended end() throws IOException, InterruptedException {
      assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
          .as("ended within %s s; so far: %s", LIMIT_SECONDS, out() + err())
          .isTrue();
      return new Ended(process.exitValue(), out(), err());
    }

    String out() throws IOException {
      return Files.readString(temp.resolve("out"));
    }

    String err() throws IOException {
      return Files.readString(temp.resolve("err"))
          .lines()
          .filter(line -> !line.startsWith("Picked up JAVA_TOOL_OPTIONS"))
          .reduce("", (text, line) -> text + line + "\n");
    }

    void awaitOutput(String text) throws InterruptedException {
      await(
          "output '" + text + "'",
          () -> {
            try {
              return out().contains(text) || !process.isAlive();
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
      assertThat(process.isAlive()).as("still running").isTrue();
    }

    /** The processes that it has started so far. */
    List<ProcessHandle> children() {
      return process.descendants().toList();
    }

    List<ProcessHandle> awaitChildren(int count) throws InterruptedException {
      await(count + " processes", () -> children().size() == count);
      return children();
    }

    /** Sends a signal, by its name without SIG. */
    void signal(String name) throws IOException, InterruptedException {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }

    /** What is left of the folder for temporary files, but for the test's own. */
    List<String> leftInTemp() throws IOException {
      try (Stream<Path> files = Files.list(temp)) {
        return files
            .map(file -> file.getFileName().toString())
            .filter(name -> name.startsWith("spanglue-"))
            .toList();
      }
    }

    @Override
    public void close() {
      ChildProcesses.end(process);
      new TempFolder(temp).close();
    }
  }

  /** Waits until a condition holds, and fails where it does not in time. */
  static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited too long for " + what).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  /** The {@code run.json} of every run under a folder. */
  static List<JsonNode> runs(Path out) throws IOException {
    try (Stream<Path> files = Files.list(out)) {
      return files
          .map(folder -> folder.resolve("run.json"))
          .filter(Files::exists)
          .map(LocalCommandProcess::json)
          .toList();
    }
  }

  static JsonNode json(Path file) {
    try {
      return Json.read(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String classPath() throws IOException {
    return Files.readString(REPOSITORY.resolve("cli/target/runtime-classpath.txt")).strip();
  }

  private static void requireBuilt(List<String> parts) {
    for (String part : parts) {
      assumeTrue(
          Files.exists(REPOSITORY.resolve(part)),
          () -> part + " is not built; npm ci, then mvn package -DskipTests");
    }
  }
}
