package spanglue.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Ids that differ between the copies of a function that SnapStart makes. A seed that is in the
 * memory is in its snapshot too; the operating system's random numbers are not.
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
}
