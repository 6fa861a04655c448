package spanglue.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.PolicyValidationPluginReport;
import software.amazon.awscdk.PolicyViolation;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Validations;
import software.amazon.awscdk.services.s3.Bucket;

class NagTest {
  @Test
  void aws_solutions_finds_nothing_that_is_not_acknowledged() {
    assertThat(findings(Synthesized.defaults().stack())).isEmpty();
  }

  @Test
  void other_settings_find_nothing_either() {
    assertThat(
            findings(
                Synthesized.with(Map.of("retainData", "true", "notifyEmail", "me@example.org"))
                    .stack()))
        .isEmpty();
  }

  @Test
  void the_check_bites() {
    var stack = new Stack();
    new Bucket(stack, "Bucket");

    assertThat(findings(stack)).anyMatch(finding -> finding.startsWith("AwsSolutions-S1"));
  }

  @Test
  void no_finding_is_acknowledged_for_the_whole_stack() {
    assertThat(Synthesized.defaults().stack().getNode().getMetadata())
        .noneMatch(entry -> entry.getType().equals(Validations.ACKNOWLEDGED_RULES_METADATA_KEY));
  }

  private static List<String> findings(Stack stack) {
    PolicyValidationPluginReport report = new AwsSolutionsChecks().validateScope(stack);
    return report.getViolations().stream().map(NagTest::text).toList();
  }

  private static String text(PolicyViolation violation) {
    return violation.getRuleName()
        + " "
        + violation.getViolatingResources().stream().map(r -> r.getConstructPath()).toList();
  }
}
