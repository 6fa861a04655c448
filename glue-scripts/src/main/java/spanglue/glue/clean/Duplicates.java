package spanglue.glue.clean;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import spanglue.glue.columns.Columns;

/**
 * Listings of one host at one place for one price: the lowest id stays, among equal ids the first
 * in the file. Only the keys are grouped; whole rows are never sorted.
 */
public final class Duplicates {
  private static final List<String> KEYS =
      List.of(Columns.HOST_NAME, Columns.LAT, Columns.LONG, Columns.PRICE);

  private static final String KEPT_ID = "kept_id";

  private Duplicates() {}

  /**
   * The groups of more than one listing: the key columns, size bigint, kept_id bigint. What is
   * computed of a group is of fixed width, so that Spark hashes the groups and sorts no listing.
   */
  public static Dataset<Row> groups(Dataset<Row> accepted) {
    return accepted
        .groupBy(keys())
        .agg(functions.count(lit(1)).as("size"), min(Columns.ID).as(KEPT_ID))
        .where(col("size").gt(1));
  }

  /** The listings that go: position bigint, id bigint, kept_id bigint. */
  public static Dataset<Row> duplicates(Dataset<Row> accepted, Dataset<Row> groups) {
    Column sameKey =
        KEYS.stream()
            .map(key -> accepted.col(key).eqNullSafe(groups.col(key)))
            .reduce(Column::and)
            .orElseThrow();
    Dataset<Row> grouped =
        accepted.join(groups, sameKey).select(accepted.col("*"), groups.col(KEPT_ID));
    Dataset<Row> kept =
        grouped
            .where(col(Columns.ID).equalTo(col(KEPT_ID)))
            .groupBy(keys())
            .agg(min(Columns.POSITION))
            .toDF("kept_host_name", "kept_lat", "kept_long", "kept_price", "kept_position");
    // Not an anti-join on positions: Spark would move it before the first join, to all listings.
    Column sameGroup =
        KEYS.stream()
            .map(key -> col(key).eqNullSafe(col("kept_" + key)))
            .reduce(Column::and)
            .orElseThrow();
    return grouped
        .join(kept, sameGroup)
        .where(col(Columns.POSITION).notEqual(col("kept_position")))
        .select(Columns.POSITION, Columns.ID, KEPT_ID);
  }

  /** How many listings the groups have too many: the sum of (size - 1). */
  public static long count(Dataset<Row> groups) {
    return groups.agg(coalesce(sum(col("size").minus(1)), lit(0L))).head().getLong(0);
  }

  /** The listings without the duplicates. */
  public static Dataset<Row> removeDuplicates(Dataset<Row> accepted, Dataset<Row> duplicates) {
    return accepted.join(
        duplicates,
        accepted.col(Columns.POSITION).equalTo(duplicates.col(Columns.POSITION)),
        "left_anti");
  }

  private static Column[] keys() {
    return KEYS.stream().map(key -> col(key)).toArray(Column[]::new);
  }
}
