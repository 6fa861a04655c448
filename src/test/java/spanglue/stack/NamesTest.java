package spanglue.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Which physical names stacks share that stand in one account. */
class NamesTest {
  private static final String OTHER_NAME = "a23456789-123456789-123456789-1";
  private static final Synthesized DEFAULTS = Synthesized.defaults();
  private static final Synthesized OTHER = Synthesized.with(Map.of("name", OTHER_NAME));
  private static final Rendered HERE = Rendered.IRELAND;

  /** No region's name is longer than this one's. */
  private static final Rendered THERE = new Rendered("us-isof-south-1");

  private static final Set<String> SCOPED =
      Set.of("AWS::IAM::Policy", "AWS::ServiceDiscovery::Service", "AWS::Glue::Table");

  @Test
  void stacksOfTwoNamesShareNoPhysicalName() {
    Set<String> names = names(DEFAULTS, HERE, type -> true);
    Set<String> others = names(OTHER, HERE, type -> true);

    assertThat(names)
        .hasSizeGreaterThan(20)
        .hasSameSizeAs(others)
        .doesNotContainAnyElementsOf(others);
  }

  @Test
  void stacksInTwoRegionsShareNoNameThatIsGlobalToTheAccount() {
    Set<String> here = names(DEFAULTS, HERE, NamesTest::isGlobal);
    Set<String> there = names(DEFAULTS, THERE, NamesTest::isGlobal);

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

  @Test
  void everyNameBeginsWithTheStacksOwn() {
    assertThat(OTHER.stack().getStackName()).isEqualTo(OTHER_NAME);
    assertThat(names(OTHER, HERE, type -> true))
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
