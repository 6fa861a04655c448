package spanglue.cli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import spanglue.cli.process.Json;
import spanglue.cli.process.LocalException;

class StateMachineDefinitionTest {
  private final ObjectNode task =
      Json.object()
          .put("Type", "Task")
          .put("Resource", "arn:aws:states:::glue:startJobRun.sync")
          .put("TimeoutSeconds", 60)
          .put("End", true);
  private final ObjectNode definition = Json.object().put("StartAt", "Clean");

  StateMachineDefinitionTest() {
    task.putObject("Parameters").put("JobName", "spanglue-cleaning");
    definition.putObject("States").set("Clean", task);
  }

  @Test
  void theJobOfAGlueTaskIsKnownByItsState() {
    assertThat(StateMachineDefinition.of(definition).tasks())
        .containsExactly(entry("Clean", "spanglue-cleaning"));
  }

  @ParameterizedTest
  @CsvSource({
    "QueryLanguage, JSONata, has the field QueryLanguage",
    "Assign, x, has the field Assign",
    "Resource, arn:aws:states:::lambda:invoke, calls arn:aws:states:::lambda:invoke",
    "Type, Parallel, is of type Parallel",
  })
  void aStateThatTheInterpreterWouldRunOtherwiseIsRefusedByName(
      String field, String value, String message) {
    task.put(field, value);

    assertThatThrownBy(() -> StateMachineDefinition.of(definition))
        .isInstanceOf(LocalException.class)
        .hasMessageContaining("'Clean'")
        .hasMessageContaining(message);
  }

  @Test
  void anUnknownJobIsRefusedWithTheKnownOnes() {
    task.putObject("Parameters").put("JobName", "other");

    assertThatThrownBy(() -> StateMachineDefinition.of(definition))
        .hasMessageContaining("'other'")
        .hasMessageContaining("spanglue-cleaning");
  }

  @Test
  void aTaskWithoutATimeoutIsRefusedSinceTheInterpretersIsAMinute() {
    task.remove("TimeoutSeconds");

    assertThatThrownBy(() -> StateMachineDefinition.of(definition))
        .hasMessageContaining("TimeoutSeconds");
  }

  private static Map.Entry<String, String> entry(String key, String value) {
    return Map.entry(key, value);
  }
}
