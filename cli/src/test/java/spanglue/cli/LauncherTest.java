package spanglue.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script {@code spanglue}, with tools that only write down how they were called. */
class LauncherTest {
  @TempDir private Path work;
  private Path home;
  private Path tools;

  private record Ended(int status, String output) {}

  @BeforeEach
  void makeRepository() throws IOException {
    home = Files.createDirectories(work.resolve("a repository"));
    tools = Files.createDirectories(work.resolve("bin"));
    Path script = home.resolve("spanglue");
    Files.copy(LocalCommandProcess.REPOSITORY.resolve("spanglue"), script);
    assertThat(script.toFile().setExecutable(true)).isTrue();
    write("pom.xml", "<project/>");
    write("lambda/src/main/java/A.java", "class A {}");
    jdk(work, "17.0.1");
    tool("node", "echo v20.1.0");
    tool("npm", built("node_modules/aws-local-stepfunctions/package.json"));
    tool("mvn", mavenThatBuilds());
  }

  @Test
  void theFirstLaunchBuildsAndALaterOneOnlyRuns() throws Exception {
    Ended first = launch("local", "x.csv", "--no-ui");
    Ended second = launch("local", "x.csv");

    assertThat(first.status()).as(first.output()).isZero();
    assertThat(first.output()).contains("Building Spanglue", "build/build.log");
    assertThat(second.output()).isEmpty();
    assertThat(calls("mvn")).hasSize(1);
    assertThat(calls("java"))
        .hasSize(2)
        .first()
        .asString()
        .contains(
            "-Dspanglue.home=" + home,
            "spanglue.cli.Main local x.csv --no-ui in UTF-8 at " + work + " of");
  }

  @Test
  void aLogIsExplainedOnSparksClassPath() throws Exception {
    Ended ended = launch("explain", "--json", "-", "a log");

    assertThat(ended.status()).as(ended.output()).isZero();
    assertThat(calls("java"))
        .singleElement()
        .asString()
        .contains(
            "@" + home + "/spark.jvmargs",
            "-Dspanglue.progress=false",
            "-cp " + home + "/glue-scripts/target/spanglue-glue-scripts-all.jar:",
            "spanglue.spark.Explain --json - a log in UTF-8 at " + work);
  }

  /** A stranger with a log and a JDK waits for no more than that. */
  @Test
  void explainBuildsWhatItNeedsAloneAndNeedsNoNode() throws Exception {
    tool("node", "exit 127");

    assertThat(launch("explain", "a log").status()).isZero();
    assertThat(launch("explain", "a log").output()).isEmpty();
    assertThat(calls("mvn")).singleElement().asString().contains("-pl glue-scripts -am");
    assertThat(home.resolve("node_modules")).doesNotExist();

    tool("node", "echo v20.1.0");
    launch("local");
    launch("explain", "a log");
    assertThat(calls("mvn")).hasSize(2).last().asString().contains("-pl cli,");
  }

  @Test
  void aChangedSourceOrALostPartIsBuiltAgain() throws Exception {
    launch("local");

    write("lambda/src/main/java/A.java", "class A { int b; }");
    launch("local");
    assertThat(calls("mvn")).hasSize(2);

    Files.delete(home.resolve("lambda/target/spanglue-lambda.jar"));
    launch("local");
    assertThat(calls("mvn")).hasSize(3);
  }

  @Test
  void aFailedBuildIsShownAndTriedAgain() throws Exception {
    tool(
        "mvn",
        "case $1 in -version) echo Apache Maven 3.9.0;; *) echo no such class; exit 1;; esac");
    Ended failed = launch("local");
    tool("mvn", mavenThatBuilds());
    Ended again = launch("local");

    assertThat(failed.status()).isEqualTo(1);
    assertThat(failed.output()).contains("no such class", "the build failed");
    assertThat(again.status()).as(again.output()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"with flock", "without flock"})
  void twoLaunchesAtOnceBuildOnce(String machine) throws Exception {
    if (machine.equals("without flock")) {
      tool("flock", "exit 127");
    }
    // The build of the first goes on until the second is about to build as well.
    tool(
        "mvn",
        "case $1 in -version) echo asked >>\"$CALLS\";; *) "
            + "until [ \"$(grep -c asked \"$CALLS\")\" -ge 2 ]; do :; done;; esac; "
            + mavenThatBuilds());
    Process first = start("local");
    Process second = start("local");

    assertThat(end(first).status()).isZero();
    assertThat(end(second).status()).isZero();
    assertThat(calls("mvn")).hasSize(1);
    assertThat(calls("java")).hasSize(2);
  }

  @Test
  void aSignalDuringTheBuildEndsTheBuild() throws Exception {
    tool(
        "mvn",
        "case $1 in -version) echo Apache Maven 3.9.0;; *) echo \"mvn\" >>\"$CALLS\"; "
            + "exec sleep 600;; esac");
    Process launch = start("local");
    LocalCommandProcess.await("the build", () -> !calls("mvn").isEmpty());
    List<ProcessHandle> processes = launch.descendants().toList();

    launch.toHandle().destroy();

    assertThat(end(launch).status()).isEqualTo(143);
    LocalCommandProcess.await(
        "the end of " + processes, () -> processes.stream().noneMatch(ProcessHandle::isAlive));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "java | echo 'openjdk version \"11.0.2\"' >&2 | JDK 11.0.2 is too old; needed: JDK 17 to 23",
        "java | exit 127 | JDK is not installed, or not on the PATH; needed: JDK 17 to 23",
        "node | echo v18.20.0 | Node.js 18.20.0 is too old; needed: Node.js 20",
        "mvn | echo Apache Maven 3.6.3 | Maven 3.6.3 is too old; needed: Maven 3.8.7",
        "mvn | exit 127 | Maven is not installed",
      })
  void anOldOrMissingToolIsNamedWithWhatIsNeeded(String name, String script, String message)
      throws Exception {
    tool(name, script);

    Ended ended = launch("local");

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.output()).contains(message);
  }

  @ParameterizedTest
  @CsvSource({
    "openjdk version \"24-ea\" 2025-03-18, JDK 24",
    "openjdk version \"24.0.1\" 2025-04-15, JDK 24.0.1",
    "openjdk version \"25\" 2025-09-16, JDK 25",
    "java version \"100.1\", JDK 100.1"
  })
  void aJavaThatSparkCannotRunOnIsRefusedInOneLineBeforeTheBuild(String version, String found)
      throws Exception {
    tool("java", "echo '" + version + "' >&2");

    Ended ended = launch("local");

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.output())
        .isEqualTo(
            "spanglue: "
                + found
                + " is too new for Spark; needed: JDK 17 to 23, and none was found; install one"
                + " (https://adoptium.net/temurin/releases/?version=17 or your system's package)"
                + " or set JAVA_HOME to one (it is not set)\n");
    assertThat(calls("mvn")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"17", "17.0.16", "21.0.8", "23-ea", "23.0.2"})
  void anyJavaThatSparkRunsOnWillDo(String version) throws Exception {
    jdk(work, version);

    Ended ended = launch("local");

    assertThat(ended.status()).as(ended.output()).isZero();
    assertThat(ended.output()).doesNotContain("using JDK");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "machine/usr/lib/jvm/java-21-openjdk-amd64",
        "machine/opt/java/openjdk",
        "machine/opt/jdk-21.0.2",
        "machine/Library/Java/JavaVirtualMachines/temurin 21.jdk/Contents/Home",
        "machine/opt/homebrew/opt/openjdk@21/libexec/openjdk.jdk/Contents/Home",
        "user/Library/Java/JavaVirtualMachines/corretto-21.jdk/Contents/Home",
        "user/.sdkman/candidates/java/21.0.2-tem",
      })
  void aJdkThatIsInstalledIsTakenInsteadOfOneThatIsTooNewAndNamed(String folder) throws Exception {
    jdk(work, "25.0.1");
    jdk(work.resolve("machine/usr/lib/jvm/a-jdk-11"), "11.0.2");
    Path jdk = jdk(work.resolve(folder), "21.0.2");

    Ended built = launch("local");
    Ended ran = launch("local");

    String told = "spanglue: JDK 25.0.1 is too new for Spark; using JDK 21.0.2 in " + jdk + "\n";
    assertThat(built.status()).as(built.output()).isZero();
    assertThat(built.output()).startsWith(told);
    assertThat(ran.output()).isEqualTo(told);
    assertThat(calls("mvn")).singleElement().asString().endsWith(" on " + jdk);
    assertThat(calls("java")).hasSize(2).allMatch(call -> call.endsWith(" of " + jdk));
  }

  @Test
  void aBuildTakesAJdkThatCanCompileWhereARunTakesTheFirst() throws Exception {
    Files.delete(jdk(work, "17.0.1").resolve("bin/javac"));
    Path jdk = jdk(work.resolve("machine/usr/lib/jvm/java-21"), "21.0.2");

    Ended built = launch("local");
    Ended ran = launch("local");

    assertThat(built.output()).contains("has no compiler (javac)", "using JDK 21.0.2 in " + jdk);
    assertThat(ran.output()).isEmpty();
    assertThat(calls("java")).last().asString().endsWith(" of " + work);
  }

  @Test
  void javaHomeComesBeforeThePath() throws Exception {
    Path chosen = jdk(work.resolve("chosen"), "21.0.2");

    Ended ended = end(start(Map.of("JAVA_HOME", chosen.toString()), "local"));

    assertThat(ended.output()).doesNotContain("using JDK");
    assertThat(calls("java")).singleElement().asString().endsWith(" of " + chosen);
  }

  @Test
  void thePathsJavaIsTakenAndNamedWhereJavaHomesIsTooNew() throws Exception {
    Path chosen = jdk(work.resolve("chosen"), "25");

    Ended ended = end(start(Map.of("JAVA_HOME", chosen.toString()), "local"));

    assertThat(ended.output()).contains("JDK 25 is too new", "using JDK 17.0.1 in " + work);
    assertThat(calls("mvn")).singleElement().asString().endsWith(" on " + work);
  }

  @Test
  void aLinkToJavaOrAShimOfItStandsForItsJdk() throws Exception {
    Path jdk = jdk(work.resolve("machine/a jdk"), "21.0.2");
    Path java = tools.resolve("java");
    Files.delete(java);
    Files.createSymbolicLink(java, Path.of("alternative"));
    Files.createSymbolicLink(tools.resolve("alternative"), jdk.resolve("bin/java"));
    launch("local");
    assertThat(calls("mvn")).last().asString().endsWith(" on " + jdk);

    launch("clean");
    Path shims = Files.createDirectories(work.resolve("shims"));
    script(shims.resolve("java"), "exec '" + jdk + "/bin/java' \"$@\"");
    Ended ended = end(start(Map.of("PATH", shims + ":" + path()), "local"));
    assertThat(ended.output()).doesNotContain("using JDK");
    assertThat(calls("mvn")).hasSize(2).last().asString().endsWith(" on " + jdk);
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", "POSIX", "no-such-locale"})
  void theBuildAndTheRunHaveUtf8InALocaleThatHasNot(String locale) throws Exception {
    Ended ended = end(start(Map.of("LC_ALL", locale), "local"));

    assertThat(ended.status()).as(ended.output()).isZero();
    assertThat(calls("mvn")).singleElement().asString().contains(" in UTF-8 ");
    assertThat(calls("java")).singleElement().asString().contains(" in UTF-8 ");
  }

  @Test
  void cleanRemovesWhatWasBuiltAndNothingElse() throws Exception {
    launch("local");

    assertThat(launch("clean").status()).isZero();

    assertThat(home)
        .isDirectoryNotContaining(path -> path.endsWith("build") || path.endsWith("node_modules"));
    assertThat(home.resolve("lambda/target")).doesNotExist();
    assertThat(home.resolve("lambda/src/main/java/A.java")).exists();
  }

  @Test
  void aWrongCommandIsWrongUsage() throws Exception {
    assertThat(launch("clean", "all").status()).isEqualTo(2);
    Ended unknown = launch("lokal");
    assertThat(unknown.status()).isEqualTo(2);
    assertThat(unknown.output()).contains("unknown command 'lokal'", "local [FILE..]");
    assertThat(launch("completion", "fish").status()).isEqualTo(2);
    assertThat(calls("mvn")).isEmpty();
  }

  @Test
  void withoutACommandItHelpsAndBuildsNothing() throws Exception {
    for (String[] asked : new String[][] {{}, {"help"}, {"--help"}, {"-h"}}) {
      Ended help = launch(asked);
      assertThat(help.status()).isZero();
      assertThat(help.output())
          .contains("local [FILE..]", "explain LOG..", "upload FILE..", "trace ID");
    }
    assertThat(calls("mvn")).isEmpty();
  }

  @Test
  void theVersionIsTheBuilds() throws Exception {
    write("pom.xml", "<project>\n  <version>1.2.3</version>\n  <version>9</version>\n</project>");

    assertThat(launch("--version").output()).isEqualTo("spanglue 1.2.3\n");
    launch("trace", "x");
    assertThat(calls("java"))
        .singleElement()
        .asString()
        .contains("-Dspanglue.version=1.2.3", "-Dspanglue.terminal.out=false", "Main trace x in");
  }

  @Test
  void theFirstBuildTellsWhichPartItMakesOfHowMany() throws Exception {
    tool(
        "mvn",
        "case $1 in -version) ;; *) "
            + "echo '[INFO] Building Spanglue :: lambda 0.1.0-SNAPSHOT            [2/8]'; "
            + "until [ -e \"$CALLS.go\" ]; do sleep 0.1; done;; esac; "
            + mavenThatBuilds());
    Process launch = start("local");
    BufferedReader output = launch.inputReader(StandardCharsets.UTF_8);
    String line = output.readLine();
    while (line != null && !line.startsWith("  2 of 8  Spanglue :: lambda, after ")) {
      line = output.readLine();
    }

    Files.createFile(work.resolve("calls.go"));

    assertThat(line).isNotNull();
    assertThat(end(launch).status()).isZero();
  }

  private Ended launch(String... arguments) throws IOException, InterruptedException {
    return end(start(arguments));
  }

  private Process start(String... arguments) throws IOException {
    return start(Map.of(), arguments);
  }

  private Process start(Map<String, String> environment, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(home.resolve("spanglue").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(work.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeAll(Set.of("JAVA_HOME", "SDKMAN_DIR"));
    builder.environment().put("PATH", path());
    builder.environment().put("HOME", work.resolve("user").toString());
    builder.environment().put("SPANGLUE_JDK_ROOT", work.resolve("machine").toString());
    builder.environment().put("CALLS", work.resolve("calls").toString());
    builder.environment().putAll(environment);
    return builder.start();
  }

  private String path() {
    return tools + ":" + System.getenv("PATH");
  }

  private static Ended end(Process process) throws IOException, InterruptedException {
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(output).isTrue();
    return new Ended(process.exitValue(), output);
  }

  private List<String> calls(String tool) {
    Path calls = work.resolve("calls");
    try {
      return Files.exists(calls)
          ? Files.readAllLines(calls).stream().filter(line -> line.startsWith(tool)).toList()
          : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A JDK in a folder, whose java writes down how it was called. */
  private static Path jdk(Path folder, String version) throws IOException {
    Files.createDirectories(folder.resolve("bin"));
    script(
        folder.resolve("bin/java"),
        "case $1 in -version) echo 'openjdk version \""
            + version
            + "\" 2025' >&2;; -XshowSettings:*) echo '    java.home = "
            + folder
            + "' >&2;; *) echo \"java $* in $(locale charmap) at $PWD of "
            + folder
            + "\" >>\"$CALLS\";; esac");
    script(folder.resolve("bin/javac"), "true");
    return folder;
  }

  private void tool(String name, String script) throws IOException {
    script(tools.resolve(name), script);
  }

  private static void script(Path file, String script) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private void write(String name, String content) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private static String built(String... files) {
    return List.of(files).stream()
        .map(file -> "mkdir -p $(dirname " + file + ") && : >" + file)
        .reduce("true", (all, file) -> all + " && " + file);
  }

  private static String mavenThatBuilds() {
    return "case $1 in -version) echo Apache Maven 3.9.0;; *) echo \"mvn $* in $(locale charmap) on $JAVA_HOME\" >>\"$CALLS\"; "
        + built(
            "lambda/target/spanglue-lambda.jar",
            "src/target/workflow.asl.json",
            "glue-scripts/target/script-classes/CleaningJob.class",
            "glue-scripts/target/spanglue-glue-scripts-all.jar",
            "cli/target/zipkin.jar",
            "cli/target/classes/A.class",
            "cli/target/runtime-classpath.txt",
            "glue-scripts/target/runtime-classpath.txt")
        + ";; esac";
  }
}
