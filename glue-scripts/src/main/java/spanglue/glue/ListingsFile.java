package spanglue.glue;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import spanglue.glue.columns.Columns;
import spanglue.glue.read.RecordFile;
import spanglue.glue.read.RecordFormat;
import spanglue.glue.read.RecordParser;

/** The uploaded file, and how its columns stand to those that the pipeline needs. */
final class ListingsFile {
  /** The longest record, in bytes. */
  private static final int MAX_RECORD_BYTES = 16 << 20;

  /** How many unknown columns of a JSON file are named. */
  private static final int MOST_UNKNOWN = 20;

  private final String name;
  private final RecordFile records;
  private final @Nullable InputColumns header;

  private ListingsFile(String name, RecordFile records, @Nullable InputColumns header) {
    this.name = name;
    this.records = records;
    this.header = header;
  }

  /**
   * Opens the object that the job was started for; a CSV's header is checked before any work.
   *
   * @throws InvalidInputException where a needed column is missing, or a column is there twice
   */
  static ListingsFile open(GlueJob job) {
    String name = job.path(job.arguments().key()).toString();
    RecordFile records =
        RecordFile.open(
            job.spark(),
            job.path(job.arguments().key()),
            job.arguments().uploaded(),
            MAX_RECORD_BYTES);
    return new ListingsFile(
        name,
        records,
        records.format() == RecordFormat.CSV
            ? InputColumns.ofHeader(name, records.header())
            : null);
  }

  RecordFile records() {
    return records;
  }

  /** Raw records to their fields; see {@link RecordParser}. Adds {@code nested} for CSV too. */
  Dataset<Row> parse(Dataset<Row> raw) {
    return header == null
        ? RecordParser.parseJson(raw, Columns.NEEDED, Columns.DROPPED)
        : RecordParser.parseCsv(
                raw,
                header.width(),
                header.indexes().stream().mapToInt(Integer::intValue).toArray())
            .withColumn("nested", lit(null).cast("string"));
  }

  /** Whether only the records themselves tell which columns there are. */
  boolean columnsAreInRecords() {
    return header == null;
  }

  /** A CSV's columns that nobody needs. */
  List<String> unknownColumns() {
    return header == null ? List.of() : header.unknown();
  }

  /**
   * Looks through JSON records, where writers leave out nulls: a needed column that no record has
   * is missing.
   *
   * @param parsed with the columns malformed, present and unknown of {@link RecordParser}
   * @return names that are no columns of ours, the first few of them
   * @throws InvalidInputException naming the missing and the present columns
   */
  List<String> checkColumns(Dataset<Row> parsed) {
    Row found =
        parsed
            .agg(count_if(not(col("malformed"))), expr("bit_or(present)"), count(col("unknown")))
            .head();
    if (found.getLong(0) == 0) {
      return List.of();
    }
    List<String> present = new ArrayList<>();
    for (int i = 0; i < Columns.NEEDED.size(); i++) {
      if ((found.getLong(1) & 1L << i) != 0) {
        present.add(Columns.NEEDED.get(i));
      }
    }
    InputColumns.checkPresent(name, present);
    return found.getLong(2) == 0
        ? List.of()
        : parsed
            .select(explode(col("unknown")))
            .distinct()
            .limit(MOST_UNKNOWN)
            .as(Encoders.STRING())
            .collectAsList();
  }
}
