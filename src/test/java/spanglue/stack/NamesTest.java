package spanglue.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which physical names stacks share that stand in one account. */
class NamesTest {
  private static final String OTHER_NAME = "a23456789-123456789-123456789-1";
  private static final Synthesized DEFAULTS = Synthesized.defaults();
  private static final Synthesized OTHER = Shape.COLLECTOR.with("name", OTHER_NAME);
  private static final Rendered HERE = Rendered.IRELAND;

  /** No region's name is longer than this one's. */
  private static final Rendered THERE = new Rendered("us-isof-south-1");

  private static final Set<String> SCOPED =
      Set.of("AWS::IAM::Policy", "AWS::ServiceDiscovery::Service", "AWS::Glue::Table");

  /** As a dashboard writes them. */
  private static final Pattern OF_THE_PRODUCT =
      Pattern.compile("\\[\"Spanglue\",[^\\[\\]]*|SEARCH\\([^)]*\\)");

  @ParameterizedTest
  @EnumSource(Shape.class)
  void stacksOfTwoNamesShareNoPhysicalName(Shape shape) {
    Set<String> names = names(shape.stack(), HERE, type -> true);
    Set<String> others = names(shape.with("name", OTHER_NAME), HERE, type -> true);

    assertThat(names)
        .hasSizeGreaterThan(10)
        .hasSameSizeAs(others)
        .doesNotContainAnyElementsOf(others);
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void stacksInTwoRegionsShareNoNameThatIsGlobalToTheAccount(Shape shape) {
    Set<String> here = names(shape.stack(), HERE, NamesTest::isGlobal);
    Set<String> there = names(shape.stack(), THERE, NamesTest::isGlobal);

    assertThat(here)
        .containsExactly(
            "AWS::IAM::Role spanglue-cleaning-eu-west-1",
            "AWS::IAM::Role spanglue-processing-eu-west-1")
        .doesNotContainAnyElementsOf(there);
  }

  @Test
  void nothingIsExported() {
    assertThat(DEFAULTS.template().get("Outputs"))
        .isNotEmpty()
        .noneMatch(output -> output.has("Export"));
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void everyNameBeginsWithTheStacksOwn(Shape shape) {
    Synthesized other = shape.with("name", OTHER_NAME);

    assertThat(other.stack().getStackName()).isEqualTo(OTHER_NAME);
    assertThat(names(other, HERE, type -> true))
        .allMatch(name -> name.replace('_', '-').matches(".* (/.*/|/)?" + OTHER_NAME + "\\b.*"));
  }

  @Test
  void theLongestNameFitsWhereNamesAreShortest() {
    assertThat(names(OTHER, THERE, NamesTest::isGlobal))
        .hasSize(2)
        .allMatch(name -> name.replaceAll(".* ", "").length() <= 64);
    assertThat(names(OTHER, THERE, type -> type.equals("AWS::Lambda::Function")))
        .hasSize(1)
        .allMatch(name -> name.replaceAll(".* ", "").length() <= 64);
  }

  /** Their namespace is one for all stacks of an account and region. */
  @Test
  void everyMetricOfTheProductsIsOfOneStack() {
    List<String> metrics = new ArrayList<>();
    OTHER.all("AWS::CloudWatch::Alarm").stream()
        .flatMap(alarm -> alarm.findParents("Namespace").stream())
        .filter(metric -> metric.get("Namespace").asText().equals("Spanglue"))
        .forEach(metric -> metrics.add(metric.toString()));
    OF_THE_PRODUCT
        .matcher(HERE.text(OTHER.one("AWS::CloudWatch::Dashboard").get("DashboardBody")))
        .results()
        .forEach(drawn -> metrics.add(drawn.group()));

    assertThat(metrics).hasSizeGreaterThan(10).allMatch(metric -> metric.contains(OTHER_NAME));
  }

  private static boolean isGlobal(String type) {
    return type.startsWith("AWS::IAM::");
  }

  private static Set<String> names(Synthesized stack, Rendered rendered, Predicate<String> types) {
    Set<String> names = new TreeSet<>();
    for (JsonNode resource : stack.resources().values()) {
      String type = resource.get("Type").asText();
      // A policy's is its role's, a Cloud Map service's its namespace's, a table's its database's.
      if (types.test(type) && !SCOPED.contains(type)) {
        collect(type, resource.path("Properties"), rendered, names);
        for (String input : List.of("ConnectionInput", "DatabaseInput")) {
          collect(type, resource.path("Properties").path(input), rendered, names);
        }
      }
    }
    return names;
  }

  private static void collect(String type, JsonNode named, Rendered rendered, Set<String> names) {
    named.properties().stream()
        .filter(property -> property.getKey().matches("(.*[a-z])?Name"))
        .filter(property -> !property.getKey().equals("MetricName"))
        .map(property -> rendered.text(property.getValue()))
        // A reference to another resource, or AWS's own name of a service.
        .filter(name -> !name.contains("*") && !name.startsWith("com.amazonaws."))
        .forEach(name -> names.add(type + " " + name));
  }
}
