package spanglue.glue.oracle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * What the jobs should compute of an input file, computed a second time: records are split by a
 * plain whole-text reader, all other rules are SQL in DuckDB. It shares nothing with the jobs.
 */
public final class Oracle {
  private static final List<String> SCRIPTS =
      List.of(
          "1_numbers.sql",
          "2_typed.sql",
          "3_rejected.sql",
          "4_duplicates.sql",
          "5_cleaned.sql",
          "6_listings.sql",
          "7_summary.sql");

  private Oracle() {}

  /**
   * Computes every output of both jobs, in memory.
   *
   * @param inputFile a {@code .csv}, {@code .json}, {@code .jsonl} or {@code .ndjson} file, each
   *     also with {@code .gz}
   * @param runDate the date after which a review is not valid
   * @return the outputs; to be closed
   * @throws IllegalArgumentException where the job has to refuse the file as a whole
   */
  public static OracleResult run(Path inputFile, LocalDate runDate)
      throws IOException, SQLException {
    List<SourceRecord> records = ReferenceInput.read(inputFile);
    Connection connection = DriverManager.getConnection("jdbc:duckdb:");
    try (Statement statement = connection.createStatement()) {
      String columns = String.join("\" VARCHAR, \"", ListingColumns.ALL);
      statement.execute(
          "CREATE TABLE records (position BIGINT, raw VARCHAR, malformed BOOLEAN, nested VARCHAR, \""
              + columns
              + "\" VARCHAR)");
      load(records, connection.unwrap(DuckDBConnection.class));
      applyRules(statement, runDate);
      return new OracleResult(connection);
    } catch (SQLException | IOException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** Makes every output, a table each, of the table {@code records}. */
  static void applyRules(Statement statement, LocalDate runDate) throws IOException, SQLException {
    statement.execute("SET VARIABLE run_date = DATE '" + runDate + "'");
    for (String script : SCRIPTS) {
      statement.execute(resource(script));
    }
  }

  private static void load(List<SourceRecord> records, DuckDBConnection connection)
      throws SQLException {
    try (DuckDBAppender appender =
        connection.createAppender(DuckDBConnection.DEFAULT_SCHEMA, "records")) {
      long position = 1;
      for (SourceRecord record : records) {
        appender.beginRow();
        appender.append(position++);
        appender.append(record.raw());
        appender.append(record.malformed());
        appender.append("," + String.join(",", record.nested()) + ",");
        for (String column : ListingColumns.ALL) {
          appender.append(record.values().get(column));
        }
        appender.endRow();
      }
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Oracle.class.getResourceAsStream("/oracle/" + name)) {
      if (in == null) {
        throw new IOException("resource /oracle/" + name + " is missing from the test class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
