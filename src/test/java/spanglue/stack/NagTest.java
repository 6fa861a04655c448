package spanglue.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awscdk.PolicyValidationPluginReport;
import software.amazon.awscdk.PolicyViolation;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Validations;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.services.s3.Bucket;
import software.constructs.IConstruct;

class NagTest {
  @ParameterizedTest
  @EnumSource(Shape.class)
  void awsSolutionsFindsNothingThatIsNotAcknowledged(Shape shape) {
    assertThat(findings(shape.stack().stack())).isEmpty();
  }

  /** A warning fails {@code cdk synth} as a finding does. */
  @ParameterizedTest
  @EnumSource(Shape.class)
  void theCdkWarnsOfNothing(Shape shape) {
    assertThat(Annotations.fromStack(shape.stack().stack()).findWarning("*", Match.anyValue()))
        .isEmpty();
  }

  @Test
  void otherSettingsFindNothingEither() {
    assertThat(
            findings(
                Synthesized.with(
                        Map.of(
                            "retainData", "true",
                            "notifyEmail", "me@example.org",
                            "bootstrapKmsKeyArn", "arn:aws:kms:eu-west-1:111122223333:key/0a1b"))
                    .stack()))
        .isEmpty();
  }

  @Test
  void theCheckBites() {
    var stack = new Stack();
    new Bucket(stack, "Bucket");

    assertThat(findings(stack)).anyMatch(finding -> finding.startsWith("AwsSolutions-S1"));
  }

  @Test
  void noFindingIsAcknowledgedForTheWholeStack() {
    IConstruct stack = Synthesized.defaults().stack();
    IConstruct deadLetters =
        stack.getNode().findChild("Trigger").getNode().findChild("DeadLetters");

    assertThat(acknowledges(deadLetters)).isTrue();
    assertThat(acknowledges(stack)).isFalse();
  }

  private static boolean acknowledges(IConstruct construct) {
    return construct.getNode().getMetadata().stream()
        .anyMatch(entry -> entry.getType().equals(Validations.ACKNOWLEDGED_RULES_METADATA_KEY));
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
