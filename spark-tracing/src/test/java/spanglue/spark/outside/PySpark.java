package spanglue.spark.outside;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A Python environment that the build makes, with PySpark as PyPI has it.
 *
 * @param bin where its programs are
 */
record PySpark(Path bin) {
  private static final Path PROGRAMS = Path.of("../spark-tracing/src/test/python");

  /** Of the version that the jar is compiled against. */
  static PySpark ofTheBuild() {
    return in(Path.of(System.getProperty("spanglue.pyspark")));
  }

  static PySpark in(Path folder) {
    return new PySpark(folder.resolve("bin"));
  }

  /** Whether there is one: it takes a python3 to make it. */
  boolean installed() {
    return Files.isExecutable(bin.resolve("spark-submit"));
  }

  /** A program, by spark-submit. */
  TestProcess submit(Submission submission, String program, String... its) {
    List<String> command = new ArrayList<>(List.of(bin.resolve("spark-submit").toString()));
    command.addAll(submission.arguments(PROGRAMS.resolve(program).toString(), its));
    return start(command);
  }

  /** Whether it can serve Spark Connect, and has what a client needs. */
  boolean hasConnect() throws IOException {
    if (!installed()) {
      return false;
    }
    try (Stream<Path> files =
        Files.find(bin.resolve("../lib"), 6, (file, is) -> isOfConnect(file))) {
      return files.count() == 2;
    }
  }

  private static boolean isOfConnect(Path file) {
    String name = file.getFileName().toString();
    return name.equals("grpc") || name.startsWith("spark-connect_");
  }

  /** A class of Spark's own, by spark-submit. */
  TestProcess submitClass(Submission submission) {
    List<String> command = new ArrayList<>(List.of(bin.resolve("spark-submit").toString()));
    command.addAll(submission.arguments("spark-internal"));
    return start(command);
  }

  /** A class of ours that needs no context, by spark-submit. */
  TestProcess submitClass(String main, Path jar, List<String> its) {
    List<String> command =
        new ArrayList<>(
            List.of(bin.resolve("spark-submit").toString(), "--class", main, jar.toString()));
    command.addAll(its);
    return start(command);
  }

  /** A program that makes no Spark of its own. */
  TestProcess python(String program, String its) {
    return start(
        List.of(bin.resolve("python").toString(), PROGRAMS.resolve(program).toString(), its));
  }

  /** A program, by Python alone; it makes the session, with these settings. */
  TestProcess python(Submission submission, String program, String ending) {
    List<String> command =
        new ArrayList<>(
            List.of(
                bin.resolve("python").toString(), PROGRAMS.resolve(program).toString(), ending));
    command.addAll(submission.settings());
    return start(command);
  }

  private TestProcess start(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("SPARK_") || name.startsWith("PY"));
    environment.merge("PATH", bin.toString(), (path, ours) -> ours + File.pathSeparator + path);
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("PYSPARK_PYTHON", bin.resolve("python").toString());
    environment.put("SPARK_LOCAL_IP", "127.0.0.1");
    return TestProcess.start(builder);
  }
}
