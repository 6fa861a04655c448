package spanglue.cli.process;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.SafeOutput;

/**
 * The folder for the temporary files of a run's processes; closed, it is gone.
 *
 * @param path an absolute path
 */
public record TempFolder(Path path) implements AutoCloseable {
  public static TempFolder create() {
    try {
      return new TempFolder(Files.createTempDirectory("spanglue-").toAbsolutePath());
    } catch (IOException e) {
      throw new LocalException("no folder for temporary files can be made: " + e, e);
    }
  }

  /** A new folder inside. */
  public Path folder(String name) {
    try {
      return Files.createDirectories(path.resolve(name));
    } catch (IOException e) {
      throw new LocalException(path.resolve(name) + " cannot be made: " + e, e);
    }
  }

  @Override
  public void close() {
    if (!Files.exists(path)) {
      return;
    }
    try {
      Files.walkFileTree(path, new Deletion());
    } catch (IOException e) {
      System.err.println("spanglue: " + SafeOutput.line(path + " is left behind: " + e));
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
