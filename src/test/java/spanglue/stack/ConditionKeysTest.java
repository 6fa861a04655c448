package spanglue.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static spanglue.stack.Synthesized.each;
import static spanglue.stack.Synthesized.texts;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A condition on a key that AWS does not know for an action on a type of resource never holds, and
 * what the statement allows is denied, silently until the first call. The keys are an excerpt of
 * AWS's Service Authorization Reference.
 */
class ConditionKeysTest {
  private static final JsonNode EXCERPT =
      Synthesized.json(Path.of("test/resources/condition-keys.json"));
  private static final String REGENERATE =
      "is not in condition-keys.json; src/test/python/condition_keys.py writes it anew";

  /** The global keys that are there for some actions and resources only; AWS lists where. */
  private static final Pattern LISTED =
      Pattern.compile("aws:(TagKeys|RequestTag/.*|ResourceTag/.*)", Pattern.CASE_INSENSITIVE);

  /** What an action asks of a resource of one type. */
  private record Asked(String action, String type, JsonNode known) {
    boolean required() {
      return known.get("required").asBoolean();
    }

    boolean isNamedBy(JsonNode statement) {
      return each(statement.path("Resource"))
          .anyMatch(
              resource -> mayBeOne(Rendered.IRELAND.text(resource), known.get("arn").asText()));
    }

    boolean knows(String key) {
      return Stream.of(known, EXCERPT.get("actions").get(action).path(""))
          .flatMap(of -> texts(of.path("keys")).stream())
          .anyMatch(pattern -> overlap(key, pattern));
    }
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void everyConditionIsOnAKeyThatAwsKnowsForAllThatTheStatementNames(Shape shape) {
    List<JsonNode> conditional = new ArrayList<>();
    collectConditional(shape.stack().template(), conditional);

    assertThat(conditional).hasSizeGreaterThan(10);
    assertThat(conditional.stream().flatMap(ConditionKeysTest::unknownKeys).distinct()).isEmpty();
  }

  /** A call is authorized against each resource that it takes, not against one of them. */
  @ParameterizedTest
  @EnumSource(Shape.class)
  void aRoleThatMayActOnOneResourceMayOnAllThatTheActionRequires(Shape shape) {
    List<String> required = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (JsonNode policy : shape.stack().all("AWS::IAM::Policy")) {
      List<JsonNode> statements = each(policy.at("/PolicyDocument/Statement")).toList();
      statements.stream()
          .flatMap(statement -> texts(statement.get("Action")).stream())
          .filter(EXCERPT.get("actions")::has)
          .flatMap(ConditionKeysTest::asked)
          .filter(Asked::required)
          .peek(asked -> required.add(asked.action()))
          .filter(asked -> statements.stream().noneMatch(s -> allows(s, asked)))
          .forEach(asked -> missing.add(asked.action() + " on " + asked.type()));
    }

    assertThat(required.contains("ec2:CreateNetworkInterface")).isEqualTo(shape.hasNetwork());
    assertThat(missing).isEmpty();
  }

  /** AWS's own policy for Glue has it on anything, beside what knows no resource. */
  private static final Set<String> AS_AWS_HAS_IT = Set.of("ec2:DescribeVpcAttribute");

  @ParameterizedTest
  @EnumSource(Shape.class)
  void anActionIsOnAnythingOnlyWhereAwsKnowsNoResourceOfIt(Shape shape) {
    List<String> onAnything =
        shape.stack().permissions().stream()
            .filter(statement -> texts(statement.get("Resource")).contains("*"))
            .flatMap(statement -> texts(statement.get("Action")).stream())
            .distinct()
            .filter(action -> !AS_AWS_HAS_IT.contains(action))
            .toList();

    assertThat(onAnything)
        .contains("xray:PutTraceSegments", "cloudwatch:PutMetricData")
        .allSatisfy(action -> assertThat(asked(action)).allMatch(asked -> asked.type().isEmpty()));
  }

  @Test
  void aKeyThatIsKnownForOneResourceOfACallIsNotForAnother() {
    JsonNode statement =
        Synthesized.parse(
            """
            {"Action": ["ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface"],
             "Resource": "*", "Condition": {"ArnEquals": {"ec2:Vpc": "any"}}}
            """);

    assertThat(unknownKeys(statement))
        .containsExactly("ec2:Vpc of ec2:CreateNetworkInterface on network-interface");
  }

  private static boolean allows(JsonNode statement, Asked asked) {
    return texts(statement.get("Action")).contains(asked.action()) && asked.isNamedBy(statement);
  }

  private static Stream<String> unknownKeys(JsonNode statement) {
    List<String> keys =
        each(statement.get("Condition"))
            .flatMap(operators -> operators.properties().stream())
            .flatMap(operator -> operator.getValue().properties().stream())
            .map(Map.Entry::getKey)
            .filter(key -> !key.startsWith("aws:") || LISTED.matcher(key).matches())
            .distinct()
            .toList();
    if (keys.isEmpty()) {
      return Stream.empty();
    }
    return texts(statement.get("Action")).stream()
        .flatMap(ConditionKeysTest::asked)
        .filter(asked -> asked.isNamedBy(statement))
        .flatMap(
            asked ->
                keys.stream()
                    .filter(key -> !asked.knows(key))
                    .map(key -> key + " of " + asked.action() + " on " + asked.type()));
  }

  /**
   * Not only what AWS marks as required: a call that takes an optional resource is asked for it.
   */
  private static Stream<Asked> asked(String action) {
    JsonNode types = EXCERPT.get("actions").path(action);
    assertThat(types.isObject()).as("%s %s", action, REGENERATE).isTrue();
    List<Asked> all =
        types.properties().stream()
            .map(type -> new Asked(action, type.getKey(), type.getValue()))
            .toList();
    return all.size() == 1 ? all.stream() : all.stream().filter(one -> !one.type().isEmpty());
  }

  private static void collectConditional(JsonNode node, List<JsonNode> found) {
    if (node.has("Effect") && node.has("Condition")) {
      found.add(node);
    } else {
      node.forEach(child -> collectConditional(child, found));
    }
  }

  /** Whether some text is of both patterns, whose parts are parted by colons as an ARN's are. */
  private static boolean mayBeOne(String one, String other) {
    String[] parts = one.split(":", 6);
    String[] others = other.split(":", 6);
    return one.equals("*")
        || other.equals("*")
        || (parts.length == others.length
            && Stream.iterate(0, i -> i < parts.length, i -> i + 1)
                .allMatch(i -> overlap(parts[i], others[i])));
  }

  private static boolean overlap(String one, String other) {
    if (one.isEmpty() || other.isEmpty()) {
      return (one + other).chars().allMatch(c -> c == '*');
    }
    if (one.charAt(0) == '*') {
      return overlap(one.substring(1), other) || overlap(one, other.substring(1));
    }
    if (other.charAt(0) == '*') {
      return overlap(other, one);
    }
    return one.charAt(0) == other.charAt(0) && overlap(one.substring(1), other.substring(1));
  }
}
