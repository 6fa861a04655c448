package spanglue.cli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import spanglue.cli.process.Installation;
import spanglue.glue.JobArguments;

/** What the state machine passes is what the jobs take: they share no code, only names. */
class JobArgumentsContractTest {
  /** Of a form of their own; the others are any text. */
  private static final Map<String, String> FORMS =
      Map.of(
          "--key",
          "aW5wdXQvYS5jc3Y=",
          "--size",
          "1024",
          "--run_id",
          "listings-1",
          "--run_date",
          "2026-11-23",
          "--state_name",
          "Q2xlYW4=",
          "--traces",
          "direct",
          "--retry_count",
          "0",
          "--redrive_count",
          "0");

  @ParameterizedTest
  @ValueSource(strings = {"Clean", "Process"})
  void aStatePassesAllThatItsJobNeedsAndNothingThatItDoesNotKnow(String state) {
    Path repository = Path.of("").toAbsolutePath().getParent();
    StateMachineDefinition definition =
        StateMachineDefinition.read(new Installation(repository).stateMachine());
    List<String> args = new ArrayList<>();
    JsonNode passed =
        definition.json().path("States").path(state).path("Parameters").path("Arguments");
    passed
        .fieldNames()
        .forEachRemaining(
            key -> {
              String name = key.replaceFirst("\\.\\$$", "");
              args.add(name);
              args.add(FORMS.getOrDefault(name, "any"));
            });

    assertThat(args).contains("--trace_header");
    JobArguments arguments = JobArguments.of(args.toArray(String[]::new));
    assertThatCode(arguments::check).doesNotThrowAnyException();
    assertThat(arguments.unknown()).isEmpty();
  }
}
