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
import org.junit.jupiter.api.Test;

/** The template as a graph: what refers to what, and what is left when all of it is deleted. */
class TemplateGraphTest {
  private static final Synthesized STACK = Synthesized.defaults();
  private static final Pattern IN_SUB = Pattern.compile("\\$\\{([A-Za-z0-9]+)(\\.[A-Za-z.]+)?\\}");

  @Test
  void whatever_is_referred_to_is_there() {
    Set<String> known = STACK.resources().keySet();

    assertThat(references().values()).allSatisfy(to -> assertThat(known).containsAll(to));
  }

  @Test
  void nothing_waits_for_itself() {
    Map<String, Set<String>> references = references();
    Set<String> done = new HashSet<>();

    references.keySet().forEach(start -> visit(start, references, new ArrayDeque<>(), done));

    assertThat(done).isEqualTo(STACK.resources().keySet());
  }

  @Test
  void every_asset_is_a_file_with_something_in_it() throws IOException {
    JsonNode files =
        Synthesized.json(STACK.directory().resolve("spanglue.assets.json")).get("files");

    assertThat(files.size()).isGreaterThanOrEqualTo(5);
    for (JsonNode file : files) {
      Path source = STACK.directory().resolve(file.at("/source/path").asText());
      assertThat(source).exists();
      assertThat(Files.isDirectory(source) ? source.toFile().list().length : Files.size(source))
          .isPositive();
    }
  }

  @Test
  void every_bucket_can_be_emptied() {
    List<String> emptied =
        STACK.all("Custom::S3AutoDeleteObjects").stream()
            .map(custom -> custom.at("/BucketName/Ref").asText())
            .toList();

    STACK
        .resources()
        .forEach(
            (id, resource) -> {
              if (resource.get("Type").asText().equals("AWS::S3::Bucket")) {
                assertThat(resource.get("DeletionPolicy").asText()).isEqualTo("Delete");
                assertThat(emptied).contains(id);
              }
            });
  }

  @Test
  void every_log_group_is_the_stacks_own_encrypted_and_goes_with_it() {
    assertThat(
            STACK.resources().values().stream()
                .filter(resource -> resource.get("Type").asText().equals("AWS::Logs::LogGroup")))
        .isNotEmpty()
        .allMatch(group -> group.get("DeletionPolicy").asText().equals("Delete"))
        .allMatch(group -> group.at("/Properties/RetentionInDays").asInt() == 30)
        .allMatch(group -> group.at("/Properties/KmsKeyId").toString().contains("DataKey"));
  }

  @Test
  void nothing_of_ours_can_make_a_log_group_after_the_stack_is_gone() {
    assertThat(STACK.permissions())
        .noneMatch(statement -> statement.toString().contains("logs:CreateLogGroup"));
    assertThat(STACK.all("AWS::IAM::Role")).noneMatch(role -> role.has("ManagedPolicyArns"));
    assertThat(STACK.all("AWS::Lambda::Function"))
        .isNotEmpty()
        .allMatch(function -> function.at("/LoggingConfig/LogGroup").has("Ref"));
  }

  private static Map<String, Set<String>> references() {
    Map<String, Set<String>> references = new HashMap<>();
    STACK
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
