package spanglue.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionSettingsTest {
  @Test
  void aMissingStateMachineIsAnErrorThatSaysWhatToSet() {
    assertThatThrownBy(() -> FunctionSettings.of(Map.of()))
        .hasMessageContaining("STATE_MACHINE_ARN is not set");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t"})
  void aBlankStateMachineIsNone(String arn) {
    assertThatThrownBy(() -> FunctionSettings.of(Map.of("STATE_MACHINE_ARN", arn)))
        .hasMessageContaining("STATE_MACHINE_ARN is not set");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spanglue",
        "arn:aws:states:eu-west-1:111122223333:execution:spanglue:run",
        "arn:aws:states:eu-west-1:111122223333:stateMachine:",
        "arn:aws:lambda:eu-west-1:111122223333:function:spanglue",
        " arn:aws:states:eu-west-1:111122223333:stateMachine:spanglue",
        "arn:aws:states:eu-west-1:111122223333:stateMachine:span glue",
      })
  void whatIsNoStateMachinesArnIsAnErrorThatNamesIt(String arn) {
    assertThatThrownBy(() -> FunctionSettings.of(Map.of("STATE_MACHINE_ARN", arn)))
        .hasMessageContainingAll("STATE_MACHINE_ARN", "'" + arn + "'", "expected the ARN");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:states:eu-west-1:111122223333:stateMachine:spanglue",
        "arn:aws-us-gov:states:us-gov-west-1:111122223333:stateMachine:spanglue:live",
      })
  void aStateMachinesArnIsTakenAsItIs(String arn) {
    assertThat(FunctionSettings.of(Map.of("STATE_MACHINE_ARN", arn)).stateMachineArn())
        .isEqualTo(arn);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "yes", "TRUE", "true "})
  void theSwitchIsTrueOrFalseAndNothingElse(String value) {
    var environment =
        Map.of(
            "STATE_MACHINE_ARN",
            StepFunctionsServer.STATE_MACHINE,
            "SPANGLUE_TRACE_EVERY_RUN",
            value);

    assertThatThrownBy(() -> FunctionSettings.of(environment))
        .hasMessageContainingAll(
            "SPANGLUE_TRACE_EVERY_RUN", "'" + value + "'; expected true or false");
  }
}
