package spanglue.spark.outside;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A Python environment that the build makes, with PySpark as PyPI has it.
 *
 * @param bin where its programs are
 */
record PySpark(Path bin) {
  /** The one in {@code folder}. */
  static PySpark in(String folder) {
    return new PySpark(Path.of(folder, "bin"));
  }

  /** One of our programs. */
  static String program(String name) {
    return Path.of("../spark-tracing/src/test/python", name).toString();
  }

  /** Whether there is one: it takes a python3 to make it. */
  boolean installed() {
    return Files.isExecutable(bin.resolve("spark-submit"));
  }

  /** A program, by spark-submit. */
  TestProcess submit(Submission submission, String program, String... its) {
    List<String> command = new ArrayList<>(List.of(bin.resolve("spark-submit").toString()));
    command.addAll(submission.arguments(program, its));
    return start(command);
  }

  /** A program, by Python alone; it makes the session, with these settings. */
  TestProcess python(Submission submission, String program, String its) {
    List<String> command = new ArrayList<>(List.of(bin.resolve("python").toString(), program, its));
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
