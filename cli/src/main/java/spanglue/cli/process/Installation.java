package spanglue.cli.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the built parts of a local run are.
 *
 * @param home the repository's root
 */
public record Installation(Path home) {
  /** System property that the launcher sets: the repository's root. */
  public static final String HOME = "spanglue.home";

  /** System property that the launcher sets: where the jobs' classes are kept for later runs. */
  public static final String KEPT_CLASSES = "spanglue.classes";

  /**
   * The installation that the launcher started this from.
   *
   * @throws LocalException where the launcher did not say where it is
   */
  public static Installation ofLauncher() {
    String home = System.getProperty(HOME);
    if (home == null) {
      throw new LocalException(
          "the system property " + HOME + " is not set; start this with ./spanglue");
    }
    return new Installation(Path.of(home).toAbsolutePath().normalize());
  }

  public Path sample() {
    return home.resolve("samples/listings.csv");
  }

  public Path defaultOut() {
    return home.resolve("build/local");
  }

  public Path stateMachine() {
    return built("src/target/workflow.asl.json");
  }

  public Path interpreter() {
    return built("cli/node/state-machine.cjs");
  }

  public Path interpreterPolyfill() {
    return built("cli/node/promise-with-resolvers.cjs");
  }

  /** What Spark needs of the JDK, in a file of arguments of {@code java}. */
  public Path sparkJvmArgs() {
    return built("spark.jvmargs");
  }

  /** The folder that keeps the jobs' classes for later runs; null where they are not kept. */
  public @Nullable Path keptClasses() {
    String folder = System.getProperty(KEPT_CLASSES);
    return folder == null ? null : Path.of(folder);
  }

  Path zipkin() {
    return built("cli/target/zipkin.jar");
  }

  /** The function as it is deployed, and what runs it here. */
  public String functionClassPath() {
    return classPath(built("lambda/target/spanglue-lambda.jar"), childClasses());
  }

  public String zipkinClassPath() {
    return classPath(zipkin(), childClasses());
  }

  public String jobClassPath() {
    Path file = built("glue-scripts/target/runtime-classpath.txt");
    try {
      return classPath(
              childClasses(),
              built("glue-scripts/target/script-classes"),
              built("glue-scripts/target/spanglue-glue-scripts-all.jar"))
          + File.pathSeparator
          + Files.readString(file).strip();
    } catch (IOException e) {
      throw new LocalException(file + " cannot be read: " + e, e);
    }
  }

  /** The main classes of child processes, in no jar. */
  private Path childClasses() {
    return built("cli/target/classes");
  }

  private Path built(String path) {
    Path file = home.resolve(path);
    if (!Files.exists(file)) {
      throw new LocalException(
          file + " is missing; build it with ./spanglue local, or mvn package -DskipTests");
    }
    return file;
  }

  private static String classPath(Path... entries) {
    return String.join(File.pathSeparator, List.of(entries).stream().map(Path::toString).toList());
  }
}
