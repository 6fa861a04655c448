package spanglue.glue.oracle;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;

/**
 * What the jobs do, done by DuckDB alone, from the file to Parquet: {@code DuckDbRun FILE OUT
 * RUN_DATE}. It reads the file with its own reader, which keeps no record's text, drops records of
 * too few or too many fields, and keeps those that have text behind a closing quote: one in a
 * thousand of the generated ones (its strict mode fails on large files that have them). All other
 * rules are the {@link Oracle}'s. {@code benchmarks/speed} starts it.
 */
public final class DuckDbRun {
  /** Each in a file of its own. */
  private static final List<String> OUTPUTS =
      List.of("rejected", "duplicates", "cleaned", "listings", "summary");

  private DuckDbRun() {}

  /** Runs, in memory, and on disk where that is half full. */
  public static void main(String[] args) throws Exception {
    Path out = Files.createDirectories(Path.of(args[1]));
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET temp_directory = '" + out.resolve("spilled") + "'");
      statement.execute("SET memory_limit = '" + memoryBytes() / 2 / 1_000_000 + "MB'");
      statement.execute(
          """
          CREATE TABLE records AS
          SELECT row_number() OVER () AS position, '' AS raw, false AS malformed, ',' AS nested, *
          FROM read_csv('%s', auto_detect = false, header = true, quote = '"', escape = '"',
            strict_mode = false, store_rejects = true, columns = {'%s': 'VARCHAR'})
          """
              .formatted(args[0], String.join("': 'VARCHAR', '", ListingColumns.ALL)));
      Oracle.applyRules(statement, LocalDate.parse(args[2]));
      for (String output : OUTPUTS) {
        statement.execute(
            "COPY %s TO '%s' (FORMAT parquet)".formatted(output, out.resolve(output + ".parquet")));
      }
    }
  }

  private static long memoryBytes() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getTotalMemorySize();
  }
}
