package spanglue.glue.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The oracle on 4,002 rows of the public data, whose counts were found by other means. */
@EnabledIfEnvironmentVariable(
    named = "SPANGLUE_REAL_SAMPLE",
    matches = ".+",
    disabledReason = "SPANGLUE_REAL_SAMPLE does not name the public data's sample")
class OracleRealSampleTest {
  @Test
  void theKnownCountsComeOut() throws Exception {
    Path sample = Path.of(System.getenv("SPANGLUE_REAL_SAMPLE"));

    try (OracleResult oracle = Oracle.run(sample, LocalDate.of(2026, 11, 23))) {
      assertThat(oracle.counts())
          .containsEntry("read", 4_002L)
          .containsEntry("malformed_record", 1L)
          .containsEntry("bad_value", 0L)
          .containsEntry("missing_value", 303L)
          .containsEntry("minimum_nights_out_of_range", 16L)
          .containsEntry("room_type_too_short", 0L)
          .containsEntry("cleaned", 3_682L)
          .containsEntry("duplicate", 0L);
    }
  }
}
