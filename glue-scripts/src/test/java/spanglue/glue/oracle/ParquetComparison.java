package spanglue.glue.oracle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the rows that an output of the oracle and a job's Parquet do not share. */
final class ParquetComparison {
  private static final int DIFFERENCES_SHOWN = 20;

  private final OracleResult oracle;

  ParquetComparison(OracleResult oracle) {
    this.oracle = oracle;
  }

  /** See {@link OracleResult#compare}. */
  List<String> compare(String output, Path parquetDir) throws SQLException {
    if (!hasParquet(parquetDir)) {
      return List.of("no *.parquet in " + parquetDir);
    }
    oracle.execute(
        "CREATE OR REPLACE TEMP VIEW job AS SELECT * FROM read_parquet('%s/*.parquet', hive_partitioning=false)"
            .formatted(parquetDir.toString().replace("'", "''")));
    List<String> types = difference("columns", schema(output), schema("job"));
    return types.isEmpty() ? difference(output, output, jobRows(output)) : types;
  }

  private static String schema(String table) {
    return "(SELECT column_name, column_type FROM (DESCRIBE %s))".formatted(table);
  }

  private String jobRows(String output) throws SQLException {
    StringBuilder columns = new StringBuilder();
    for (List<@Nullable Object> row :
        oracle.query("SELECT column_name FROM (DESCRIBE " + output + ")")) {
      columns.append(columns.isEmpty() ? "\"" : ", \"").append(row.get(0)).append('"');
    }
    if (!output.equals("summary")) {
      return "(SELECT %s FROM job)".formatted(columns);
    }
    String nearlyEqual =
        "CASE WHEN abs(j.%1$s - o.%1$s) <= 1e-14 * abs(o.%1$s) THEN o.%1$s ELSE j.%1$s END AS %1$s";
    return """
        (SELECT %s FROM (
          SELECT j.* REPLACE (%s, %s) FROM job j LEFT JOIN summary o
          ON o.neighbourhood_group = j.neighbourhood_group
          AND o.neighbourhood = j.neighbourhood AND o.room_type = j.room_type))"""
        .formatted(
            columns,
            nearlyEqual.formatted("mean_cost_per_night"),
            nearlyEqual.formatted("mean_review_rate_number"));
  }

  private List<String> difference(String what, String expected, String actual) throws SQLException {
    List<String> differences = new ArrayList<>();
    for (String[] side :
        new String[][] {
          {"only the oracle has", expected, actual}, {"only the job has", actual, expected}
        }) {
      oracle
          .query(
              "SELECT * FROM (FROM %s EXCEPT ALL FROM %s) ORDER BY ALL LIMIT %d"
                  .formatted(side[1], side[2], DIFFERENCES_SHOWN))
          .forEach(row -> differences.add(what + " " + side[0] + ": " + row));
    }
    return differences;
  }

  private static boolean hasParquet(Path dir) {
    try (Stream<Path> files = Files.list(dir)) {
      return files.anyMatch(file -> file.toString().endsWith(".parquet"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
