package spanglue.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import spanglue.cli.process.Installation;

/** Wrong usage: status 2 and a line that says what is wrong, before anything is started. */
class CommandLineTest {
  @TempDir private Path work;
  private final StringWriter err = new StringWriter();
  private final StringWriter out = new StringWriter();

  @BeforeEach
  void home() {
    System.setProperty(Installation.HOME, work.toString());
  }

  private int run(String... args) {
    CommandLine commands = Main.commandLine();
    commands.setErr(new PrintWriter(err, true));
    commands.setOut(new PrintWriter(out, true));
    return commands.execute(args);
  }

  @Test
  void aMissingFileIsNamed() {
    assertThat(run("local", "nowhere.csv")).isEqualTo(2);
    assertThat(err.toString()).startsWith("spanglue: FILE 'nowhere.csv' does not exist");
  }

  @Test
  void aDirectoryIsNoFile() {
    assertThat(run("local", work.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("is a directory");
  }

  @Test
  void anUnknownOptionIsNamed() {
    assertThat(run("local", "--colour")).isEqualTo(2);
    assertThat(err.toString()).contains("Unknown option: '--colour'");
  }

  @Test
  void aRunDateThatIsNoneIsShownWhatADateLooksLike() throws Exception {
    Path file = Files.writeString(work.resolve("x.csv"), "id");

    assertThat(run("local", "--run-date", "23.11.2026", file.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("'23.11.2026' is no date", "2026-11-23");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost:4318", "grpc://localhost:4317", "http://", "http://a b", "http://a?b"})
  void aCollectorThatIsNoUrlIsShownWhatOneLooksLike(String url) throws Exception {
    Path file = Files.writeString(work.resolve("x.csv"), "id");

    assertThat(run("local", "--collector", url, file.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("'" + url + "' is no HTTP URL", "http://localhost:4318");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "xray", "direct,otlp"})
  void aRouteThatIsNoneIsToldTheOnesThereAre(String route) throws Exception {
    Path file = Files.writeString(work.resolve("x.csv"), "id");

    assertThat(run("local", "--traces", route, file.toString())).isEqualTo(2);
    assertThat(err.toString())
        .contains("--traces '" + route + "' is no route", "collector, direct, otlp");
  }

  @Test
  void aPasswordInACollectorThatIsNoUrlIsNotRepeated() throws Exception {
    Path file = Files.writeString(work.resolve("x.csv"), "id");

    assertThat(run("local", "--collector", "ftp://user:s3cret@host", file.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("'ftp://host' is no HTTP URL").doesNotContain("s3cret");
  }

  @Test
  void aFileCannotBeTheFolderOfTheRuns() throws Exception {
    Path file = Files.writeString(work.resolve("x.csv"), "id");

    assertThat(run("local", "--out", file.toString(), file.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("--out '" + file + "' cannot be made");
    assertThat(contentOf(file.toFile())).isEqualTo("id");
  }

  @Test
  void noCommandAndAnUnknownOneAreWrongUsage() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("remote")).isEqualTo(2);
  }

  @Test
  void helpTellsOptionsAndExitStatus() {
    assertThat(run("local", "--help")).isZero();
    assertThat(out.toString())
        .contains(
            "--out=DIR",
            "--run-date=DATE",
            "--collector=URL",
            "--traces=ROUTE",
            "--no-ui",
            "Exit status",
            "FILE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "upload", "trace"})
  void eachCommandHelpsWithExamplesAndItsExitStatus(String command) {
    assertThat(run(command, "--help")).isZero();
    assertThat(out.toString()).contains("Examples:", "  ./spanglue " + command, "Exit status:");
  }

  @Test
  void theShellCompletesCommandsAndOptions() {
    assertThat(run("generate-completion")).isZero();
    assertThat(out.toString())
        .contains(
            "_complete_spanglue", "local", "upload", "trace", "explain", "--no-wait", "--otlp");
  }

  /** Its options are read by the class that Spark starts, and named here for the shell alone. */
  @Test
  void everyOptionOfExplainIsCompleted() throws Exception {
    Path reader = Path.of("../spark-tracing/src/main/java/spanglue/spark/ExplainOptions.java");
    List<String> options =
        Pattern.compile("case \"(--[a-z-]+)\"")
            .matcher(Files.readString(reader))
            .results()
            .map(option -> option.group(1))
            .toList();

    assertThat(run("generate-completion")).isZero();

    assertThat(options).hasSizeGreaterThan(5);
    // Of the same command: another has --traces.
    String its = out.toString().split("_explain\\(\\) \\{", 2)[1].split("\n\\}", 2)[0];
    assertThat(its.split("[^a-z-]+")).contains(options.toArray(String[]::new));
  }

  @Test
  void aPartThatIsNotBuiltIsNamedWithWhatBuildsIt() throws Exception {
    Path file = Files.writeString(work.resolve("x.csv"), "id");
    Path folder = work.resolve("out");

    String told =
        errorsOf(() -> run("local", "--no-ui", "--out", folder.toString(), file.toString()));

    assertThat(told)
        .contains("src/target/workflow.asl.json is missing", "build it with ./spanglue local");
  }

  /** What a command that fails prints by itself. */
  private static String errorsOf(IntSupplier command) {
    PrintStream before = System.err;
    var printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      assertThat(command.getAsInt()).isEqualTo(1);
    } finally {
      System.setErr(before);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }
}
