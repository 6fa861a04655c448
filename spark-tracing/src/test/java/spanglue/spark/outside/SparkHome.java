package spanglue.spark.outside;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;
import scala.util.Properties;
import spanglue.tracing.AwsServer;

/** What is needed of a Spark installation. */
final class SparkHome {
  private final Path folder;
  private final String classPath;

  private SparkHome(Path folder, String classPath) {
    this.folder = folder;
    this.classPath = classPath;
  }

  /** No folder of jars, all of this JVM's class path, and our unpacked classes with it. */
  static SparkHome ofThisClassPath(Path folder) {
    return new SparkHome(folder, System.getProperty("java.class.path"));
  }

  /**
   * A folder in {@code target} with {@code jars/} in it, of links to the jars that the build names
   * in {@code target/spark-classpath.txt}.
   */
  static SparkHome ofLinks() {
    try {
      Path folder = Path.of("target", "spark-home").toAbsolutePath();
      Path jars = Files.createDirectories(folder.resolve("jars"));
      deleteAll(jars);
      String named = Files.readString(Path.of("target", "spark-classpath.txt"));
      for (String jar : named.strip().split(File.pathSeparator, -1)) {
        Path target = Path.of(jar);
        Files.createSymbolicLink(jars.resolve(target.getFileName()), target);
      }
      Path watched = Jar.ofPackages(folder.resolve("watched.jar"), SparkHome.class);
      return new SparkHome(folder, jars + "/*" + File.pathSeparator + watched);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void deleteAll(Path links) throws IOException {
    try (Stream<Path> files = Files.list(links)) {
      for (Path link : files.toList()) {
        Files.delete(link);
      }
    }
  }

  /** Starts spark-submit. */
  TestProcess submit(List<String> arguments) {
    return start("org.apache.spark.deploy.SparkSubmit", arguments);
  }

  /** Starts one of Spark's own main classes, which ends with this JVM. */
  TestProcess start(String main, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptions().strip().split(" ", -1)));
    command.add("-cp");
    command.add(classPath);
    command.add(Watched.class.getName());
    command.add(main);
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("SPARK_"));
    environment.put("SPARK_HOME", folder.toString());
    environment.putAll(AwsServer.CREDENTIALS);
    // Else the launcher looks for the folders of a build of Spark to learn it.
    environment.put("SPARK_SCALA_VERSION", Properties.versionNumberString());
    environment.put("SPARK_LOCAL_IP", "127.0.0.1");
    return TestProcess.start(builder);
  }
}
