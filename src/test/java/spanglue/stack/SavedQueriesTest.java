package spanglue.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SavedQueriesTest {
  private static final Rendered RENDERED = Rendered.IRELAND;

  /** One that names a group that isn't there fails as a whole when it is run. */
  @ParameterizedTest
  @EnumSource(Shape.class)
  void everyQueryIsOfLogGroupsThatTheStackMakes(Shape shape) {
    List<String> made =
        shape.stack().all("AWS::Logs::LogGroup").stream()
            .map(group -> RENDERED.text(group.path("LogGroupName")))
            .toList();
    List<String> asked =
        shape.stack().all("AWS::Logs::QueryDefinition").stream()
            .flatMap(query -> Synthesized.each(query.get("LogGroupNames")))
            .map(RENDERED::text)
            .toList();

    assertThat(asked).hasSizeGreaterThan(5);
    assertThat(made).containsAll(asked);
  }

  /** What the function writes is in its own file: names that it doesn't write find nothing. */
  @Test
  void whatIsAskedOfTheFunctionsLogIsWhatTheFunctionWrites() throws IOException {
    String writer =
        Files.readString(
            Synthesized.ROOT.resolve("lambda/src/main/java/spanglue/lambda/EventLog.java"));
    List<String> fields =
        Synthesized.defaults().all("AWS::Logs::QueryDefinition").stream()
            .filter(query -> query.get("LogGroupNames").toString().contains("/aws/lambda/"))
            .map(query -> query.get("QueryString").asText())
            .flatMap(
                text ->
                    Pattern.compile("[a-zA-Z_]+")
                        .matcher(text.lines().findFirst().orElseThrow().substring(6))
                        .results()
                        .map(field -> field.group()))
            .filter(field -> !field.equals("timestamp"))
            .toList();

    assertThat(fields).hasSizeGreaterThan(5);
    assertThat(fields).allMatch(field -> writer.contains("\"" + field + "\""));
  }

  @Test
  void theGroupOfFailedRunsIsOfTheTracesOfThisStacksStateMachine() {
    JsonNode group = Synthesized.defaults().one("AWS::XRay::Group");
    String machine =
        Synthesized.defaults()
            .one("AWS::StepFunctions::StateMachine")
            .get("StateMachineName")
            .asText();

    assertThat(group.get("FilterExpression").asText())
        .isEqualTo("service(\"" + machine + "\") { fault = true OR error = true }");
  }
}
