package spanglue.glue.oracle;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The outputs as the oracle has them, each a table in DuckDB: {@code cleaned}, {@code rejected},
 * {@code duplicates}, {@code listings}, {@code summary}.
 */
public final class OracleResult implements AutoCloseable {
  /** The reasons of a rejection, in the order in which they apply. */
  public static final List<String> REASONS =
      List.of(
          "malformed_record",
          "bad_value",
          "missing_value",
          "minimum_nights_out_of_range",
          "room_type_too_short");

  /** The columns whose missing values are imputed. */
  public static final List<String> IMPUTED =
      List.of(
          "number_of_reviews",
          "last_review",
          "reviews_per_month",
          "calculated_host_listings_count");

  private final Connection connection;

  OracleResult(Connection connection) {
    this.connection = connection;
  }

  /**
   * Counts by name: {@code read}, {@code cleaned}, {@code duplicate}, {@code rejected} and each of
   * {@link #REASONS}, zeros included.
   */
  public Map<String, Long> counts() throws SQLException {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("read", number("SELECT count(*) FROM records"));
    counts.put("cleaned", number("SELECT count(*) FROM cleaned"));
    counts.put("duplicate", number("SELECT count(*) FROM duplicates"));
    counts.put("rejected", number("SELECT count(*) FROM rejected"));
    for (String reason : REASONS) {
      counts.put(
          reason, number("SELECT count(*) FROM rejected WHERE reason = '%s'".formatted(reason)));
    }
    return counts;
  }

  /** How many values were imputed, by each column of {@link #IMPUTED}, zeros included. */
  public Map<String, Long> imputed() throws SQLException {
    Map<String, Long> imputed = new LinkedHashMap<>();
    for (String column : IMPUTED) {
      imputed.put(column, number("SELECT %s FROM imputed".formatted(column)));
    }
    return imputed;
  }

  /** How many dates of last_review were imputed, by why, zeros included. */
  public Map<String, Long> imputedDates() throws SQLException {
    Map<String, Long> imputed = new LinkedHashMap<>();
    for (String fault : List.of("missing", "unreadable", "implausible")) {
      imputed.put(fault, number("SELECT %s FROM imputed_dates".formatted(fault)));
    }
    return imputed;
  }

  /** By column, the values that were there and could not be read, zeros left out. */
  public Map<String, Long> unreadable() throws SQLException {
    Map<String, Long> unreadable = new LinkedHashMap<>();
    for (List<@Nullable Object> row : query("SELECT column_name, n FROM unreadable WHERE n > 0")) {
      unreadable.put((String) row.get(0), ((Number) row.get(1)).longValue());
    }
    return unreadable;
  }

  /** Of rejected records that span several lines: how many, and their lines. */
  public List<Long> rejectedLines() throws SQLException {
    return List.of(
        number("SELECT count(*) FROM rejected WHERE contains(raw, chr(10))"),
        number(
            "SELECT coalesce(sum(len(string_split(raw, chr(10)))), 0) FROM rejected"
                + " WHERE contains(raw, chr(10))"));
  }

  /** An output's rows, sorted by all columns in their order, nulls last. */
  public List<List<@Nullable Object>> rows(String output) throws SQLException {
    return query("SELECT * FROM %s ORDER BY ALL NULLS LAST".formatted(output));
  }

  /** The rows of a query on the oracle's tables. */
  public List<List<@Nullable Object>> query(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<List<@Nullable Object>> rows = new ArrayList<>();
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        Object[] row = new Object[columns];
        for (int i = 0; i < columns; i++) {
          row[i] = result.getObject(i + 1);
        }
        rows.add(Arrays.asList(row));
      }
      return rows;
    }
  }

  /**
   * Holds an output that a job wrote against the oracle's, as bags of rows: the order of rows and
   * files doesn't count, how often a row occurs does. Doubles are compared exactly, except the two
   * means of {@code summary}, where a relative difference of 1e-14 is equal.
   *
   * @param output the output's name
   * @param parquetDir the folder with the job's {@code *.parquet}
   * @return what differs, empty where nothing does: the columns' names and types, or else up to 20
   *     rows that {@code only the oracle has} and 20 that {@code only the job has}
   */
  public List<String> compare(String output, Path parquetDir) throws SQLException {
    return new ParquetComparison(this).compare(output, parquetDir);
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long number(String sql) throws SQLException {
    return ((Number) query(sql).get(0).get(0)).longValue();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
