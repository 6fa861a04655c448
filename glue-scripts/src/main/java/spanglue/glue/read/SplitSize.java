package spanglue.glue.read;

import org.apache.spark.network.util.JavaUtils;
import org.apache.spark.sql.SparkSession;

/** How large the ranges are that a file is cut into: as Spark cuts the files of its own formats. */
final class SplitSize {
  private static final String PREFIX = "spark.sql.files.";

  private SplitSize() {}

  /** Bytes a range, for a file of {@code fileBytes}. */
  static long of(SparkSession spark, long fileBytes) {
    long most = bytes(spark, PREFIX + "maxPartitionBytes");
    long least = bytes(spark, PREFIX + "openCostInBytes");
    long ranges =
        Long.parseLong(
            spark
                .conf()
                .get(
                    PREFIX + "minPartitionNum",
                    String.valueOf(spark.sparkContext().defaultParallelism())));
    long evenly = (fileBytes + least) / Math.max(1, ranges);
    return Math.max(1, Math.min(most, Math.max(least, evenly)));
  }

  private static long bytes(SparkSession spark, String key) {
    return JavaUtils.byteStringAsBytes(spark.conf().get(key));
  }
}
