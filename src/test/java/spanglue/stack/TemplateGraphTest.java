package spanglue.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The template as a graph: what refers to what, and what is left when all of it is deleted. */
class TemplateGraphTest {
  private static final Pattern IN_SUB = Pattern.compile("\\$\\{([A-Za-z0-9]+)(\\.[A-Za-z.]+)?\\}");

  @ParameterizedTest
  @EnumSource(Shape.class)
  void whateverIsReferredToIsThere(Shape shape) {
    Set<String> known = shape.stack().resources().keySet();

    assertThat(references(shape).values().stream().flatMap(Set::stream).distinct())
        .hasSizeGreaterThan(30)
        .isSubsetOf(known);
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void nothingWaitsForItself(Shape shape) {
    Map<String, Set<String>> references = references(shape);
    Set<String> done = new HashSet<>();

    references.keySet().forEach(start -> visit(start, references, new ArrayDeque<>(), done));

    assertThat(done).isEqualTo(shape.stack().resources().keySet());
  }

  /** CloudFormation makes what is referred to first, and deletes it last. */
  @ParameterizedTest
  @EnumSource(
      names = {"DIRECT", "OTLP"},
      mode = EnumSource.Mode.EXCLUDE)
  void collectorsStartAfterAndEndBeforeAllThatTheyNeed(Shape shape) {
    Set<String> before = reachableFrom(shape, idOf(shape, "AWS::ECS::Service"));

    assertThat(before).anyMatch(id -> id.contains("ExecutionRoleDefaultPolicy"));
    assertThat(before).anyMatch(id -> id.contains("TaskRoleDefaultPolicy"));
    assertThat(before).containsAll(idsOf(shape, "AWS::SSM::Parameter"));
  }

  @ParameterizedTest
  @EnumSource(names = {"COLLECTOR", "NAMED_ZONES"})
  void collectorsStartAfterAndEndBeforeTheWayOutOfTheStacksOwnNetwork(Shape shape) {
    Set<String> before = reachableFrom(shape, idOf(shape, "AWS::ECS::Service"));

    for (String needed : List.of("AWS::EC2::Route", "AWS::EC2::VPCGatewayAttachment")) {
      assertThat(before).as(needed).containsAll(idsOf(shape, needed));
    }
    assertThat(idsOf(shape, "AWS::EC2::SubnetRouteTableAssociation"))
        .filteredOn(id -> id.contains("CollectorSubnet"))
        .hasSize(2)
        .isSubsetOf(before);
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void everyAssetIsAFileWithSomethingInIt(Shape shape) throws IOException {
    JsonNode files =
        Synthesized.json(shape.stack().directory().resolve("spanglue.assets.json")).get("files");

    assertThat(files.size()).isGreaterThanOrEqualTo(5);
    for (JsonNode file : files) {
      Path source = shape.stack().directory().resolve(file.at("/source/path").asText());
      assertThat(source).exists();
      assertThat(Files.isDirectory(source) ? source.toFile().list().length : Files.size(source))
          .isPositive();
    }
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void everyBucketCanBeEmptied(Shape shape) {
    List<String> emptied =
        shape.stack().all("Custom::S3AutoDeleteObjects").stream()
            .map(custom -> custom.at("/BucketName/Ref").asText())
            .toList();
    Map<String, JsonNode> buckets = new HashMap<>(shape.stack().resources());
    buckets.values().removeIf(resource -> !resource.get("Type").asText().equals("AWS::S3::Bucket"));

    assertThat(buckets).hasSize(2).containsOnlyKeys(emptied);
    assertThat(buckets.values())
        .allMatch(bucket -> bucket.get("DeletionPolicy").asText().equals("Delete"));
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void everyLogGroupIsTheStacksOwnEncryptedAndGoesWithIt(Shape shape) {
    assertThat(
            shape.stack().resources().values().stream()
                .filter(resource -> resource.get("Type").asText().equals("AWS::Logs::LogGroup")))
        .isNotEmpty()
        .allMatch(group -> group.get("DeletionPolicy").asText().equals("Delete"))
        .allMatch(group -> group.at("/Properties/RetentionInDays").asInt() == 30)
        .allMatch(group -> group.at("/Properties/KmsKeyId").toString().contains("DataKey"));
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void onlyAJobCanMakeALogGroupAndOnlyUnderItsOwnPrefix(Shape shape) {
    assertThat(
            shape.stack().permissions().stream()
                .filter(statement -> statement.toString().contains("logs:CreateLogGroup"))
                .map(statement -> Rendered.IRELAND.text(statement.get("Resource"))))
        .containsExactlyInAnyOrder(
            "arn:aws:logs:eu-west-1:111122223333:log-group:/spanglue/jobs/spanglue-cleaning*",
            "arn:aws:logs:eu-west-1:111122223333:log-group:/spanglue/jobs/spanglue-processing*");
    assertThat(shape.stack().all("AWS::IAM::Role"))
        .isNotEmpty()
        .noneMatch(role -> role.has("ManagedPolicyArns"));
    assertThat(shape.stack().all("AWS::Lambda::Function"))
        .isNotEmpty()
        .allMatch(function -> function.at("/LoggingConfig/LogGroup").has("Ref"));
  }

  /** A service's late report would make its group anew, and the next deployment fail on it. */
  @ParameterizedTest
  @EnumSource(Shape.class)
  void noServiceReportsToALogGroupAfterTheStackIsGone(Shape shape) {
    assertThat(shape.stack().all("AWS::ECS::Cluster"))
        .hasSize(shape.hasNetwork() ? 1 : 0)
        .allMatch(
            cluster ->
                cluster
                    .at("/ClusterSettings/0")
                    .toString()
                    .equals("{\"Name\":\"containerInsights\",\"Value\":\"disabled\"}"));
    assertThat(shape.stack().template().toString())
        .doesNotContain("containerinsights/", "ContainerInsights\"");
  }

  private static Set<String> idsOf(Shape shape, String type) {
    Map<String, JsonNode> resources = new HashMap<>(shape.stack().resources());
    resources.values().removeIf(resource -> !resource.get("Type").asText().equals(type));
    assertThat(resources).as(type).isNotEmpty();
    return resources.keySet();
  }

  private static String idOf(Shape shape, String type) {
    assertThat(idsOf(shape, type)).hasSize(1);
    return idsOf(shape, type).iterator().next();
  }

  /** What is there before a resource is made, and still there when it is deleted. */
  private static Set<String> reachableFrom(Shape shape, String start) {
    Map<String, Set<String>> references = references(shape);
    Set<String> found = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(references.get(start));
    while (!open.isEmpty()) {
      String id = open.pop();
      if (found.add(id)) {
        open.addAll(references.get(id));
      }
    }
    return found;
  }

  private static Map<String, Set<String>> references(Shape shape) {
    Map<String, Set<String>> references = new HashMap<>();
    shape
        .stack()
        .resources()
        .forEach(
            (id, resource) -> {
              Set<String> to = new HashSet<>();
              collect(resource, to);
              to.addAll(Synthesized.texts(resource.path("DependsOn")));
              references.put(id, to);
            });
    return references;
  }

  private static void collect(JsonNode node, Set<String> to) {
    String ref = node.path("Ref").asText();
    if (!ref.isEmpty() && !ref.startsWith("AWS::")) {
      to.add(ref);
    }
    if (node.path("Fn::GetAtt").isArray()) {
      to.add(node.get("Fn::GetAtt").get(0).asText());
    }
    JsonNode sub = node.path("Fn::Sub");
    Matcher names = IN_SUB.matcher(sub.isArray() ? sub.get(0).asText() : sub.asText());
    while (names.find()) {
      to.add(names.group(1));
    }
    node.forEach(child -> collect(child, to));
  }

  private static void visit(
      String id, Map<String, Set<String>> references, Deque<String> path, Set<String> done) {
    assertThat(path).as("a cycle").doesNotContain(id);
    if (done.contains(id)) {
      return;
    }
    path.push(id);
    references.get(id).forEach(next -> visit(next, references, path, done));
    path.pop();
    done.add(id);
  }
}
