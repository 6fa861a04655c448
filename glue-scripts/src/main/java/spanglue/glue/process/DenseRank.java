package spanglue.glue.process;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;

/**
 * A dense rank, highest value first, nulls last, without a window over all rows: only the distinct
 * values are sorted, in as many partitions as there is work for, and numbered. Where they are few,
 * which they are unless almost every listing has a value of its own, each task gets all of them,
 * and no listing moves to another.
 *
 * @param name the rank's column
 * @param within the columns within which to rank; none for all rows
 * @param value the column to rank by
 */
public record DenseRank(String name, List<String> within, String value) {
  private static final String NUMBER = "_number";
  private static final String FIRST = "_first";

  /** So many values, of some tens of bytes each, have room beside a task's own data. */
  private static final long MOST_FOR_EACH_TASK = 500_000;

  /**
   * The rank of each distinct value: the columns of {@link #within}, {@link #value}, and {@link
   * #name} int. Runs the Spark jobs that sort and count the values, and keeps what they find.
   */
  public Dataset<Row> number(Dataset<Row> listings) {
    return number(listings, MOST_FOR_EACH_TASK);
  }

  Dataset<Row> number(Dataset<Row> listings, long mostForEachTask) {
    Column[] order =
        Stream.concat(within.stream().map(c -> col(c)), Stream.of(col(value).desc_nulls_last()))
            .toArray(Column[]::new);
    Dataset<Row> values = listings.select(columns(key())).distinct().orderBy(order);
    Dataset<Row> numbered =
        listings
            .sparkSession()
            .createDataFrame(
                values.javaRDD().zipWithIndex().map(pair -> append(pair._1, pair._2)),
                values.schema().add(NUMBER, DataTypes.LongType, false));
    Dataset<Row> firsts = numbered.groupBy(columns(within)).agg(min(NUMBER).as(FIRST));
    Column rank = col(NUMBER).minus(col(FIRST)).plus(lit(1)).cast(DataTypes.IntegerType);
    Dataset<Row> numbers =
        join(numbered, firsts, within).withColumn(name, rank).drop(NUMBER, FIRST).persist();
    return numbers.count() <= mostForEachTask ? broadcast(numbers) : numbers;
  }

  /** Adds the rank to each listing, from what {@link #number} found. */
  public Dataset<Row> add(Dataset<Row> listings, Dataset<Row> numbers) {
    return join(listings, numbers, key());
  }

  private List<String> key() {
    return Stream.concat(within.stream(), Stream.of(value)).toList();
  }

  private static Column[] columns(List<String> names) {
    return names.stream().map(name -> col(name)).toArray(Column[]::new);
  }

  /** Joins on equal columns, nulls equal, and keeps those of the left side. */
  private static Dataset<Row> join(Dataset<Row> left, Dataset<Row> right, List<String> key) {
    if (key.isEmpty()) {
      return left.crossJoin(right);
    }
    Dataset<Row> renamed = right;
    for (String name : key) {
      renamed = renamed.withColumnRenamed(name, "_" + name);
    }
    Column equal =
        key.stream()
            .map(name -> col(name).eqNullSafe(col("_" + name)))
            .reduce(Column::and)
            .orElseThrow();
    return left.join(renamed, equal)
        .drop(key.stream().map(name -> "_" + name).toArray(String[]::new));
  }

  private static Row append(Row row, long number) {
    Object[] values = new Object[row.length() + 1];
    for (int i = 0; i < row.length(); i++) {
      values[i] = row.get(i);
    }
    values[row.length()] = number;
    return RowFactory.create(values);
  }
}
