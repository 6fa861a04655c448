package spanglue.spark.outside;

import java.nio.file.Path;

/** The one jar that a user adds. */
final class ShadedJar {
  /** Where the build puts it; its name says which Scala it is for. */
  static final Path PATH = Path.of(System.getProperty("spanglue.shaded.jar")).toAbsolutePath();

  private ShadedJar() {}
}
