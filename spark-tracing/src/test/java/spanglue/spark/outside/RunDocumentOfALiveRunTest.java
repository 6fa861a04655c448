package spanglue.spark.outside;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spanglue.report.RunDocument;
import spanglue.spark.jobs.TreeJob;
import spanglue.spark.vocabulary.SparkTracingConf;

/** Any job writes its run document by one conf: what its event log says, from the JVM's start. */
class RunDocumentOfALiveRunTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @Test
  void withoutAReceiverTheDocumentIsWrittenAndAgreesWithTheEventLog() throws Exception {
    Path log = Files.createDirectory(folder.resolve("log"));
    Path documents = folder.resolve("documents");
    Path explained = folder.resolve("explained.json");
    run(submission(documents + "/").eventLog(log), 0);
    end(
        SparkHome.ofThisClassPath(folder)
            .start(
                "spanglue.spark.Explain", List.of("--json", explained.toString(), log.toString())),
        0);

    Path written = only(documents);
    JsonNode live = JSON.readTree(written.toFile());
    JsonNode replayed = JSON.readTree(explained.toFile());
    assertThat(faults(written)).isEmpty();
    assertThat(written.getFileName()).hasToString(live.at("/application/id").asText() + ".json");
    assertThat(live.at("/source/kind").asText()).isEqualTo("live");
    assertThat(live.at("/application/complete").asBoolean()).isTrue();
    assertThat(live.at("/time/classes/jvm_start").asLong()).isPositive();
    assertThat(sum(live.at("/time/classes"))).isEqualTo(live.at("/time/wall_ms").asLong());
    assertThat(live.get("totals")).isEqualTo(replayed.get("totals"));
    assertThat(names(live)).isEqualTo(names(replayed)).hasSizeGreaterThan(5);
    assertThat(stages(live)).isEqualTo(stages(replayed));
  }

  @Test
  void aPathThatCannotBeWrittenFailsNoJob() throws Exception {
    String output = run(submission("nowhere://bucket/run.json"), 0);

    assertThat(output)
        .contains("the run document is not written to nowhere://bucket/run.json")
        .contains(SparkTracingConf.RUN_DOCUMENT.key());
  }

  private static Submission submission(String document) {
    return new Submission("local[2]")
        .conf("spark.plugins", "spanglue.spark.SparkTracingPlugin")
        .conf(SparkTracingConf.RUN_DOCUMENT.key(), document)
        .option("--class", TreeJob.class.getName());
  }

  private String run(Submission submission, int exitCode) throws InterruptedException {
    return end(
        SparkHome.ofThisClassPath(folder)
            .submit(
                submission.arguments(
                    Jar.ofPackages(folder.resolve("jobs.jar"), TreeJob.class).toString(),
                    folder.resolve("out").toString())),
        exitCode);
  }

  private static String end(TestProcess process, int exitCode) throws InterruptedException {
    try (process) {
      assertThat(process.exitCode(LIMIT)).as("%s", process.output()).isEqualTo(exitCode);
      return process.output();
    }
  }

  private static Path only(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(1);
      return all.get(0);
    }
  }

  private static List<String> faults(Path document) throws IOException {
    return JsonSchemaFactory.getInstance(VersionFlag.V202012)
        .getSchema(RunDocument.schema())
        .validate(Files.readString(document), InputFormat.JSON)
        .stream()
        .map(Object::toString)
        .toList();
  }

  private static long sum(JsonNode classes) {
    long sum = 0;
    for (JsonNode millis : classes) {
      sum += millis.asLong();
    }
    return sum;
  }

  private static List<String> names(JsonNode document) {
    return document.get("actions").findValuesAsText("name");
  }

  /** Of each action all that it tells of its stages. */
  private static List<JsonNode> stages(JsonNode document) {
    return document.get("actions").findValues("stages");
  }
}
