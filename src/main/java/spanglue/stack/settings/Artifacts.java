package spanglue.stack.settings;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files that are deployed, by where the build puts them.
 *
 * @param function the function's jar, with all that it needs
 * @param jobsJar what the job scripts call, with all that it needs
 * @param scripts folder of the scripts that Glue compiles, one a job
 * @param collectorConfig the collector's configuration
 */
public record Artifacts(Path function, Path jobsJar, Path scripts, Path collectorConfig) {
  /** Those of a checkout. */
  public static Artifacts under(Path root) {
    return new Artifacts(
        root.resolve("lambda/target/spanglue-lambda.jar"),
        root.resolve("glue-scripts/target/spanglue-glue-scripts-all.jar"),
        root.resolve("glue-scripts/src/main/scala"),
        root.resolve("collector/config.yaml"));
  }

  /** The script of the job whose main class is {@code name}. */
  public Path script(String name) {
    return scripts.resolve(name + ".scala");
  }

  /**
   * These, all of which are there.
   *
   * @throws IllegalStateException where one is missing, saying what makes it
   */
  public Artifacts present() {
    for (Path path : new Path[] {function, jobsJar, scripts, collectorConfig}) {
      if (!Files.exists(path)) {
        throw new IllegalStateException(
            path + " is missing; run mvn package in the repository's root first");
      }
    }
    return this;
  }
}
