package spanglue.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** The one jar that a user adds: nothing in it can meet what is on a class path already. */
class ShadedJarIT {
  private static final Path JAR = Path.of(System.getProperty("spanglue.shaded.jar"));
  private static final long MOST_BYTES = 3_000_000;

  @Test
  void theJarHoldsNoClassOutsideOurOwnPackage() throws IOException {
    assertThat(names()).filteredOn(name -> name.endsWith(".class")).isNotEmpty();
    assertThat(names())
        .filteredOn(name -> name.endsWith(".class"))
        .allMatch(name -> name.startsWith("spanglue/"));
  }

  @Test
  void theJarOffersServicesUnderTheirNewNamesAlone() throws IOException {
    assertThat(names())
        .filteredOn(name -> name.startsWith("META-INF/services/") && !name.endsWith("/"))
        .isNotEmpty()
        .allMatch(name -> name.startsWith("META-INF/services/spanglue.shaded."));
  }

  @Test
  void theJarIsSmall() throws IOException {
    assertThat(Files.size(JAR)).isLessThan(MOST_BYTES);
  }

  @Test
  void thePluginItselfNeedsNothingButTheJdkAndSpark() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      for (String name : List.of("SparkTracingPlugin", "SparkTracingPlugin$Driver")) {
        ZipEntry entry = jar.getEntry("spanglue/spark/" + name + ".class");
        try (InputStream bytes = jar.getInputStream(entry)) {
          assertThat(ClassFile.referencedClasses(bytes))
              .as(name)
              .allMatch(
                  type ->
                      type.startsWith("java/")
                          || type.startsWith("org/apache/spark/")
                          || type.startsWith("scala/")
                          || type.startsWith("spanglue/spark/"));
        }
      }
    }
  }

  private static List<String> names() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      return Collections.list(jar.entries()).stream().map(ZipEntry::getName).toList();
    }
  }
}
