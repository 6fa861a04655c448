package spanglue.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Ids that differ between functions which woke up from one snapshot. A seed that is in the memory
 * is in the snapshot too; the operating system's random numbers are not.
 */
class SessionIdsTest {
  @Test
  void idsDiffer() {
    SessionIds ids = new SessionIds("5759e988bd862e3fe1be46a994272793");
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      assertThat(seen.add(ids.generateSpanId())).isTrue();
    }
    assertThat(ids.generateTraceId()).isEqualTo("5759e988bd862e3fe1be46a994272793");
    assertThat(TraceHeader.newRoot().traceId()).isNotEqualTo(TraceHeader.newRoot().traceId());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void theirRandomNumbersAreTheOperatingSystems() {
    assertThat(new SecureRandom().getAlgorithm()).startsWith("NativePRNG");
  }

  @Test
  void noClassHasARandomGeneratorWhoseSeedIsInTheMemory() throws IOException, URISyntaxException {
    Path classes =
        Path.of(SessionIds.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<Path> files;
    try (Stream<Path> all = Files.walk(classes)) {
      // The model of what the collector makes of a span has ids too, which nobody ever sees.
      files =
          all.filter(file -> file.toString().endsWith(".class"))
              .filter(file -> !file.endsWith("SegmentException.class"))
              .toList();
    }
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      // Names of the classes that are used stand in a class file as they are.
      assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
          .as(file.toString())
          .doesNotContain(
              "java/util/Random",
              "ThreadLocalRandom",
              "java/util/SplittableRandom",
              "RandomIdGenerator",
              "IdGenerator.random");
    }
  }
}
