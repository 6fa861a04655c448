package spanglue.cli.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobRequestTest {
  @Test
  void whatIsReadIsWhatWasAskedForWhateverTheTextsAre() {
    JobRequest asked =
        new JobRequest(
            Map.of("a.b", "c=d e\nf", "g", ""),
            "CleaningJob",
            List.of("--key", "", "-Dno=property", "ü 文\t\r\n", ""));

    assertThat(asked.line()).doesNotContain("\n", "\r");
    assertThat(JobRequest.of(asked.line())).isEqualTo(asked);
  }

  @Test
  void aScriptNeedsNeitherPropertiesNorArguments() {
    JobRequest asked = new JobRequest(Map.of(), "CleaningJob", List.of());

    assertThat(JobRequest.of(asked.line())).isEqualTo(asked);
  }
}
