package spanglue.glue.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The comparison with a job's Parquet, which DuckDB writes here in the job's stead. */
class OracleCompareTest {
  @TempDir Path dir;
  private OracleResult oracle;

  @BeforeEach
  void run() throws Exception {
    oracle =
        new TinyInput(dir)
            .with()
            .with("host_name", "Host 1", "instant_bookable", "false")
            .with("price", "")
            .with("lat", "0")
            .run();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cleaned", "rejected", "duplicates", "listings", "summary"})
  void equalRowsHaveNoDifferenceWhateverTheirOrderAndTheColumns(String output) throws Exception {
    write("SELECT * FROM (FROM %s ORDER BY ALL DESC)".formatted(output));

    assertThat(oracle.compare(output, dir)).isEmpty();
  }

  @Test
  void aChangedRowIsShownAsBothSidesHaveIt() throws Exception {
    write("SELECT * REPLACE (9 AS kept_id) FROM duplicates");

    assertThat(oracle.compare("duplicates", dir))
        .containsExactly(
            "columns only the oracle has: [kept_id, BIGINT]",
            "columns only the job has: [kept_id, INTEGER]");

    write("SELECT * REPLACE (9::BIGINT AS kept_id) FROM duplicates");

    assertThat(oracle.compare("duplicates", dir))
        .containsExactly(
            "duplicates only the oracle has: [2, 2, 1]", "duplicates only the job has: [2, 2, 9]");
  }

  @Test
  void howOftenARowOccursCounts() throws Exception {
    write("FROM rejected UNION ALL FROM rejected");

    assertThat(oracle.compare("rejected", dir))
        .singleElement()
        .asString()
        .startsWith("rejected only the job has: [3, ");
  }

  @Test
  void aDoubleIsComparedToTheLastBitButAMeanOfTheSummaryIsNot() throws Exception {
    write("SELECT * REPLACE (lat + 1e-14 AS lat) FROM cleaned");
    assertThat(oracle.compare("cleaned", dir)).isNotEmpty();

    write(
        "SELECT * REPLACE (mean_cost_per_night * (1 + 4e-16) AS mean_cost_per_night) FROM summary");
    assertThat(oracle.compare("summary", dir)).isEmpty();

    write(
        "SELECT * REPLACE (mean_cost_per_night * (1 + 1e-12) AS mean_cost_per_night) FROM summary");
    assertThat(oracle.compare("summary", dir)).isNotEmpty();
  }

  @Test
  void aFolderWithoutParquetIsADifference(@TempDir Path empty) throws Exception {
    assertThat(oracle.compare("cleaned", empty)).isEqualTo(List.of("no *.parquet in " + empty));
  }

  private void write(String query) throws Exception {
    oracle.execute("COPY (%s) TO '%s/part-0.parquet'".formatted(query, dir));
  }
}
