package spanglue.glue.clean;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.replace;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import spanglue.glue.columns.Columns;

/**
 * What of a file could not be used: nothing of it is replaced or left out without being told.
 *
 * @param records all of them
 * @param rejected by reason, zeros left out
 * @param read by column, the texts that converted
 * @param unreadable by column, the texts that were there and did not convert; zeros left out
 * @param rejectedLines of the refused records that span several lines: {@code records}, their
 *     {@code lines}, and of the longest its {@code longest_lines} and {@code longest_position};
 *     empty where there is none
 */
public record Tally(
    long records,
    Map<String, Long> rejected,
    Map<String, Long> read,
    Map<String, Long> unreadable,
    Map<String, Long> rejectedLines) {
  /** So many values of which none can be read are no accident. */
  private static final long LOST_FROM = 10;

  /** Runs one action over what {@link Reject#stage} made. */
  public static Tally of(Dataset<Row> staged) {
    List<Column> figures = new ArrayList<>();
    Reject.REASONS.forEach(
        reason -> figures.add(count_if(col(Reject.REJECT).getField("reason").equalTo(reason))));
    for (int i = 0; i < Convert.CONVERTED.size(); i++) {
      figures.add(count_if(Reject.hasBit(Reject.CONVERTED, i)));
      figures.add(count_if(Reject.hasBit(Reject.UNREADABLE, i)));
    }
    Column raw = col(Columns.RAW);
    Column lines = length(raw).minus(length(replace(raw, lit("\n"), lit("")))).plus(1);
    Column several = when(lines.gt(1), lines);
    figures.add(count(several));
    figures.add(coalesce(sum(several), lit(0L)));
    figures.add(
        max(when(several.isNotNull(), struct(lines, col(Columns.POSITION).unary_$minus()))));
    return new Figures(staged.agg(count(lit(1)), figures.toArray(Column[]::new)).head()).tally();
  }

  /** The columns of which ten or more values were there and not one could be read. */
  public List<String> lost() {
    return unreadable.entrySet().stream()
        .filter(
            column -> column.getValue() >= LOST_FROM && read.getOrDefault(column.getKey(), 0L) == 0)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Whether there were records, and no rule let one through. */
  public boolean nothingLeft() {
    return records > 0 && records == rejected.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The figures of a row, one after the other. */
  private static final class Figures {
    private final Row row;
    private int at;

    Figures(Row row) {
      this.row = row;
    }

    Tally tally() {
      long records = next();
      Map<String, Long> rejected = new LinkedHashMap<>();
      Reject.REASONS.forEach(reason -> putPositive(rejected, reason));
      Map<String, Long> read = new LinkedHashMap<>();
      Map<String, Long> unreadable = new LinkedHashMap<>();
      for (String column : Convert.CONVERTED) {
        read.put(column, next());
        putPositive(unreadable, column);
      }
      Map<String, Long> lines = new LinkedHashMap<>();
      putPositive(lines, "records");
      putPositive(lines, "lines");
      if (!row.isNullAt(at)) {
        Row longest = row.getStruct(at);
        lines.put("longest_lines", (long) longest.getInt(0));
        lines.put("longest_position", -longest.getLong(1));
      }
      return new Tally(records, rejected, read, unreadable, lines);
    }

    private long next() {
      return row.getLong(at++);
    }

    private void putPositive(Map<String, Long> counts, String name) {
      long n = next();
      if (n > 0) {
        counts.put(name, n);
      }
    }
  }
}
