package spanglue.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static spanglue.stack.Synthesized.each;
import static spanglue.stack.Synthesized.texts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What there is, and what there is not, where jobs sign their own calls. */
class SignedShapesTest {
  @ParameterizedTest
  @EnumSource(names = {"DIRECT", "OTLP"})
  void thereIsNoNetworkAndNothingThatNeedsOne(Shape shape) {
    assertThat(shape.stack().resources().values())
        .isNotEmpty()
        .extracting(resource -> resource.get("Type").asText())
        .noneMatch(
            type ->
                type.matches(
                    "AWS::(EC2|ECS|ServiceDiscovery|SSM)::.*|.*Vpc.*|AWS::Glue::Connection"));
    assertThat(shape.stack().template().toString()).doesNotContainIgnoringCase("collector");
  }

  /** So that what is said of that holds of this. */
  @ParameterizedTest
  @EnumSource(names = {"DIRECT", "OTLP"})
  void whatThereIsIsAlsoInAStackWithCollectors(Shape shape) {
    Map<String, String> types = types(shape);

    assertThat(types).hasSizeGreaterThan(40);
    assertThat(types(Shape.COLLECTOR)).containsAllEntriesOf(types);
  }

  @Test
  void aJobMaySendSegmentsAndLookForItsParent() {
    assertThat(statementsOfJobs(Shape.DIRECT, "xray:"))
        .hasSize(2)
        .allSatisfy(
            statement ->
                assertThat(texts(statement.get("Action")))
                    .containsExactlyInAnyOrder("xray:PutTraceSegments", "xray:BatchGetTraces"));
  }

  @Test
  void aJobMaySendSpansWhereItSendsOtlp() {
    assertThat(statementsOfJobs(Shape.OTLP, "xray:"))
        .hasSize(2)
        .allSatisfy(
            statement ->
                assertThat(texts(statement.get("Action")))
                    .containsExactlyInAnyOrder(
                        "xray:PutTraceSegments",
                        "xray:BatchGetTraces",
                        "xray:PutSpans",
                        "xray:PutSpansForIndexing"));
  }

  @ParameterizedTest
  @EnumSource(names = {"DIRECT", "OTLP"})
  void aJobMayPutMetricsOfGluesAndOfOursOnly(Shape shape) {
    assertThat(statementsOfJobs(shape, "cloudwatch:"))
        .hasSize(4)
        .allMatch(
            statement -> texts(statement.get("Action")).equals(List.of("cloudwatch:PutMetricData")))
        .extracting(
            statement -> statement.at("/Condition/StringEquals/cloudwatch:namespace").asText())
        .containsExactlyInAnyOrder("Glue", "Glue", "Spanglue", "Spanglue");
  }

  @ParameterizedTest
  @EnumSource(names = {"DIRECT", "OTLP"})
  void aJobMayDoNothingToNetworks(Shape shape) {
    assertThat(statementsOfJobs(shape, "ec2:")).isEmpty();
    assertThat(statementsOfJobs(shape, "glue:")).isEmpty();
    assertThat(statementsOfJobs(Shape.COLLECTOR, "ec2:")).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"DIRECT", "OTLP"})
  void aStateTellsItsJobTheWayAndTheRegion(Shape shape) {
    JsonNode definition =
        Synthesized.parse(
            Rendered.IRELAND.text(
                shape.stack().one("AWS::StepFunctions::StateMachine").get("DefinitionString")));

    for (String state : List.of("Clean", "Process")) {
      JsonNode arguments = definition.at("/States/" + state + "/Parameters/Arguments");
      assertThat(arguments.get("--traces").asText())
          .isEqualTo(shape == Shape.DIRECT ? "direct" : "otlp");
      assertThat(arguments.get("--region").asText()).isEqualTo("eu-west-1");
      assertThat(arguments.fieldNames())
          .toIterable()
          .contains("--trace_header.$", "--state_name.$")
          .doesNotContain("--otlp_endpoint", "--xray_endpoint");
    }
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void lostSpansAreAnAlarmAndDrawnWhateverTheirWay(Shape shape) {
    assertThat(shape.stack().all("AWS::CloudWatch::Alarm"))
        .filteredOn(alarm -> alarm.toString().contains("spans_dropped"))
        .hasSize(1);
    assertThat(shape.stack().one("AWS::CloudWatch::Dashboard").toString())
        .contains("spans_dropped");
  }

  private static Map<String, String> types(Shape shape) {
    Map<String, String> types = new HashMap<>();
    shape
        .stack()
        .resources()
        .forEach((id, resource) -> types.put(id, resource.get("Type").asText()));
    return types;
  }

  private static List<JsonNode> statementsOfJobs(Shape shape, String service) {
    return shape.stack().all("AWS::IAM::Policy").stream()
        .filter(policy -> policy.get("Roles").toString().contains("JobRole"))
        .flatMap(policy -> each(policy.at("/PolicyDocument/Statement")))
        .filter(
            statement ->
                texts(statement.get("Action")).stream().anyMatch(a -> a.startsWith(service)))
        .toList();
  }
}
