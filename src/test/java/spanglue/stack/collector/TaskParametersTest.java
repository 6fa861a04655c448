package spanglue.stack.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import spanglue.stack.Synthesized;

class TaskParametersTest {
  @Test
  void aChangedValueHasAnotherNameSoThatEcsReadsIt() {
    var stack = new Stack();
    var first = new TaskParameters(stack, "/p");

    first.secret("One", "a");
    first.secret("Two", "b");

    assertThat(names(stack)).hasSize(2).allMatch(name -> name.matches("/p/(one|two)-[0-9a-f]{12}"));
    assertThat(names(stack).stream().map(name -> name.replaceAll(".*-", "")))
        .doesNotHaveDuplicates();
  }

  @Test
  void aValueThatNoParameterHoldsIsAnErrorBeforeAnythingIsDeployed() {
    var parameters = new TaskParameters(new Stack(), "/p");

    assertThatThrownBy(() -> parameters.secret("Config", "é".repeat(2049)))
        .hasMessageContaining("Config has 4098 bytes; an SSM parameter holds 4096");
  }

  @Test
  void theCollectorsConfigurationFits() throws IOException {
    assertThat(Files.size(Synthesized.ROOT.resolve("collector/config.yaml")))
        .isLessThanOrEqualTo(TaskParameters.MOST_BYTES);
  }

  private static List<String> names(Stack stack) {
    JsonNode template = new ObjectMapper().valueToTree(Template.fromStack(stack).toJSON());
    return template.findValuesAsText("Name");
  }
}
