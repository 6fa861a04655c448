package spanglue.spark.outside;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The Python environment that the build makes, with PySpark as PyPI has it. */
final class PySpark {
  private static final Path BIN = Path.of(System.getProperty("spanglue.pyspark"), "bin");
  private static final String PROGRAM =
      Path.of("../spark-tracing/src/test/python/scenario.py").toString();

  private PySpark() {}

  /** Whether there is one: it takes a python3 to make it. */
  static boolean installed() {
    return Files.isExecutable(BIN.resolve("spark-submit"));
  }

  /** The program, by spark-submit. */
  static TestProcess submit(Submission submission, String ending) {
    List<String> command = new ArrayList<>(List.of(BIN.resolve("spark-submit").toString()));
    command.addAll(submission.arguments(PROGRAM, ending));
    return start(command);
  }

  /** The program, by Python alone; it makes the session, with these settings. */
  static TestProcess python(Submission submission, String ending) {
    List<String> command =
        new ArrayList<>(List.of(BIN.resolve("python").toString(), PROGRAM, ending));
    command.addAll(submission.settings());
    return start(command);
  }

  private static TestProcess start(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("SPARK_") || name.startsWith("PY"));
    environment.merge("PATH", BIN.toString(), (path, bin) -> bin + File.pathSeparator + path);
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("PYSPARK_PYTHON", BIN.resolve("python").toString());
    environment.put("SPARK_LOCAL_IP", "127.0.0.1");
    return TestProcess.start(builder);
  }
}
