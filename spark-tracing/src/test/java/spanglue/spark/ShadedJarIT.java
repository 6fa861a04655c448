package spanglue.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  @Test
  void theJarExplainsALogWhereSparkAloneIsInstalled(@TempDir Path folder) throws Exception {
    String spark =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> !entry.matches(".*(/target/|spanglue|opentelemetry|jackson-jr).*"))
            .collect(Collectors.joining(File.pathSeparator));
    Path log = Path.of("target", "spark-logs", "spark-events", "local-1642039451826");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "@" + Path.of("..", "spark.jvmargs"),
            "-Dlog4j2.configurationFile=spanglue/spark/explain-log4j2.properties",
            "-cp",
            JAR + File.pathSeparator + spark,
            "spanglue.spark.Explain",
            log.toString());
    Path output = folder.resolve("output");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    Process process = builder.redirectOutput(output.toFile()).start();

    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();

    assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    assertThat(output).content().startsWith("Spark shell  local-1642039451826");
    assertThat(output).content().containsPattern("total +86\\.045 s +100\\.0 %");
  }

  private static List<String> names() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      return Collections.list(jar.entries()).stream().map(ZipEntry::getName).toList();
    }
  }
}
