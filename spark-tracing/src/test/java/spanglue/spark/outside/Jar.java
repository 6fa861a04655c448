package spanglue.spark.outside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** Makes jars of this module's test classes. */
final class Jar {
  private Jar() {}

  /** Writes a jar of all classes of the packages of {@code examples}. */
  static Path ofPackages(Path jar, Class<?>... examples) {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Class<?> example : examples) {
        String folder = example.getPackageName().replace('.', '/');
        for (Path file : classFiles(classes(example).resolve(folder))) {
          out.putNextEntry(new JarEntry(folder + "/" + file.getFileName()));
          Files.copy(file, out);
          out.closeEntry();
        }
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder or jar that a class was loaded from. */
  static Path classes(Class<?> example) {
    try {
      return Path.of(example.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Path> classFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".class")).sorted().toList();
    }
  }
}
