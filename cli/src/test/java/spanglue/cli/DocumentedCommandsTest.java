package spanglue.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * What the README and the pages tell one to type is there, and is run by a test or says why not.
 */
class DocumentedCommandsTest {
  private static final Pattern LAUNCHER = Pattern.compile("\\./spanglue ([^`\n#]*)");
  private static final Pattern BLOCK = Pattern.compile("```\\w*\n(.*?)```", Pattern.DOTALL);
  private static final Pattern TOOL =
      Pattern.compile("(?m)^(OTEL_\\w+=\\S+ )?(npm|npx|aws|mvn|pip|spark-submit|java|\\./\\S+) ");
  private static final Pattern MARK =
      Pattern.compile("(?i)(needs an? (account|cluster|Airflow)|run by a test)");

  /** The script's own, which picocli does not know. */
  private static final Set<String> OF_THE_LAUNCHER = Set.of("completion", "help");

  /** It is what runs the tests. */
  private static final String BUILD = "mvn verify\n";

  private static List<Path> pages() throws IOException {
    Path repository = LocalCommandProcess.REPOSITORY;
    List<Path> pages = new ArrayList<>(List.of(repository.resolve("README.md")));
    try (Stream<Path> docs = Files.list(repository.resolve("docs"))) {
      docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    return pages;
  }

  @Test
  void eachCommandOfTheLaunchersAndEachOptionOfItIsThere() throws IOException {
    var commands = Main.commandLine().getSubcommands();
    int looked = 0;
    for (Path page : pages()) {
      for (MatchResult found : LAUNCHER.matcher(Files.readString(page)).results().toList()) {
        List<String> words = List.of(found.group(1).strip().split("\\s+"));
        String name = words.get(0);
        if (!name.matches("[a-z]+") || OF_THE_LAUNCHER.contains(name)) {
          continue;
        }
        CommandLine command = commands.get(name);
        assertThat(command).as("%s in %s", found.group(), page).isNotNull();
        assertThat(words)
            .as(page.toString())
            .filteredOn(word -> word.startsWith("--"))
            .allSatisfy(
                option ->
                    assertThat(command.getCommandSpec().findOption(option)).as(option).isNotNull());
        looked++;
      }
    }
    assertThat(looked).isGreaterThan(10);
  }

  /** By the words of its chapter; what the launcher runs without an account needs none. */
  @Test
  void eachBlockOfCommandsIsRunByATestOrSaysWhatItNeeds() throws IOException {
    int looked = 0;
    for (Path page : pages()) {
      String text = Files.readString(page);
      for (MatchResult block : BLOCK.matcher(text).results().toList()) {
        String commands = block.group(1);
        if (!TOOL.matcher(commands).find() || commands.equals(BUILD)) {
          continue;
        }
        looked++;
        boolean local = commands.lines().allMatch(line -> line.startsWith("./spanglue local"));
        String chapter = text.substring(text.lastIndexOf("\n## ", block.start()) + 1, block.end());
        assertThat(local || MARK.matcher(chapter).find())
            .as("%s: run by a test, or marked as needing an account?\n%s", page, commands)
            .isTrue();
      }
    }
    assertThat(looked).isGreaterThan(10);
  }
}
