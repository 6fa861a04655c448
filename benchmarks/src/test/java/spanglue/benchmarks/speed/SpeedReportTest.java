package spanglue.benchmarks.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpeedReportTest {
  private static final List<Run> RUNS =
      List.of(
          new Run("jobs", 1_000, new Taken(20, 30, 1_000)),
          new Run("duckdb", 1_000, new Taken(5, 8, 500)),
          new Run("jobs", 1_000, new Taken(24, 50, 1_200)),
          new Run("jobs", 10_000, new Taken(200, 300, 1_000)),
          new Run("duckdb", 10_000, new Taken(50, 80, 1_500)));

  @Test
  void aProgramIsToldByItsMediansAndByTheJobsProcessorTime() {
    assertThat(new SpeedReport(RUNS).table())
        .contains("| 1,000 | both jobs | 2 | 22.0 | 40.0 | 1,100 | 1.00 |")
        .contains("| 1,000 | DuckDB, the same rules | 1 | 5.0 | 8.0 | 500 | 0.20 |")
        .contains("| 10,000 | DuckDB, the same rules | 1 | 50.0 | 80.0 | 1,500 | 0.27 |");
  }

  @Test
  void thePlotHasALineOfEachProgramThatRisesToTheRight() {
    String plot = new SpeedReport(RUNS).plot();

    // From 1,000 at the left edge to 10,000 at the right one; from 40 s to 300 of 1 to 1,000.
    assertThat(plot).contains("<polyline points='60.0,188.4 600.0,89.3'");
    assertThat(plot.split("<polyline", -1)).hasSize(3);
  }

  @Test
  void runsAreKeptInAFile(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("runs.tsv");

    assertThat(Run.read(file)).isEmpty();
    for (Run run : RUNS) {
      run.append(file);
    }

    assertThat(Run.read(file)).isEqualTo(RUNS);
  }

  @Test
  void wrongOptionsAreNamed() {
    assertThatThrownBy(() -> SpeedOptions.of("--rows", "1000,many"))
        .hasMessage("--rows is 'many'; expected a number from 1000");
    assertThatThrownBy(() -> SpeedOptions.of("--rounds"))
        .hasMessage("--rounds is 'null'; expected a number from 0");
    assertThatThrownBy(() -> SpeedOptions.of("--against", "/nowhere"))
        .hasMessage("--against is '/nowhere'; it has no ./spanglue");
    assertThatThrownBy(() -> SpeedOptions.of("--fast")).hasMessage("option '--fast' is unknown");
  }
}
