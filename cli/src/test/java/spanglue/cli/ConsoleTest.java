package spanglue.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run's manifest tells is in {@code run.json} and on the terminal. */
class ConsoleTest {
  private static final String MANIFEST =
      """
      {"encoding": "windows-1252",
       "rows": {"read": 9, "cleaned": 8, "duplicate": 0, "rejected": {"malformed_record": 1}},
       "imputed": {"last_review": 3},
       "imputed_dates": {"missing": 0, "unreadable": 2, "implausible": 1},
       "unreadable": {"last_review": 2},
       "rejected_lines":
         {"records": 1, "lines": 22, "longest_lines": 22, "longest_position": 4}}
      """;

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(shown, true, UTF_8);

  @TempDir Path folder;

  @Test
  void whatCouldNotBeReadIsShown() throws Exception {
    new Console(out, out).summary(summary());

    assertThat(shown.toString(UTF_8))
        .contains("rejected    1 (malformed_record 1)")
        .contains("1 of them over several lines, 22 in all; the longest is record 4 with 22 lines")
        .contains("imputed     3 (last_review 3)")
        .contains("dates       last_review imputed: unreadable 2, implausible 1")
        .contains("unreadable  values: last_review 2")
        .contains("read as     windows-1252");
  }

  @Test
  void itIsInTheSummaryForMachinesToo() throws Exception {
    var json = summary().toJson();

    assertThat(json.path("encoding").asText()).isEqualTo("windows-1252");
    assertThat(json.at("/rows/unreadable/last_review").asLong()).isEqualTo(2);
    assertThat(json.at("/rows/imputed_dates/implausible").asLong()).isEqualTo(1);
    assertThat(json.at("/rows/rejected_lines/longest_position").asLong()).isEqualTo(4);
  }

  @Test
  void aRunWithoutAManifestHasNoRows() {
    RunSummary failed =
        new RunSummary(
            new RunFolder(folder, "r", "t"),
            "it failed",
            Map.of(),
            new TraceFigures(null, List.of()));

    assertThat(failed.toJson().path("rows")).isEmpty();
    assertThat(failed.toJson().has("encoding")).isFalse();
  }

  @Test
  void noControlCharactersReachTheTerminal() {
    new Console(out, out).error("column '\u0000\u001b[31mid\u009b' is missing\n\tat once");

    assertThat(shown.toString(UTF_8).strip()).isEqualTo("spanglue: column 'id' is missing at once");
  }

  @Test
  void aFilesNameNeitherForgesALineNorTurnsTheWritingNorShowsAPassword() {
    Console console = new Console(out, out);
    console.progress("upload", "a\nrun succeeded\u202evsc.b\u2028c");
    console.error("http://user:s3cr3t@store/a: \"secret_key\": \"s3cr3t\"");

    assertThat(shown.toString(UTF_8))
        .isEqualTo(
            "upload    a run succeededvsc.b c%nspanglue: http://***@store/a: \"secret_key\": \"***\"%n"
                .formatted());
  }

  private RunSummary summary() throws Exception {
    RunFolder run = new RunFolder(folder, "r", "t");
    Path cleaned = Files.createDirectories(run.inBucket("cleaned/run_id=r"));
    Files.writeString(cleaned.resolve("_MANIFEST.json"), MANIFEST);
    return new RunSummary(run, null, Map.of("total", 1.0), new TraceFigures(null, List.of()));
  }
}
