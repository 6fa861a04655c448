package spanglue.spark.internal.plan;

/**
 * From where on something is worth saying.
 *
 * @param skewRatio the longest task over the median one
 * @param skewMillis the longest task
 * @param spillBytes written to disk by the tasks of one stage
 * @param oneTaskBytes read by one task; Spark cuts what can be cut into 128 MB
 * @param files of one output
 * @param fileBytes mean size of an output's files
 * @param readMillis an action in the definition of a source, such as a look at the schema
 */
public record Thresholds(
    double skewRatio,
    long skewMillis,
    long spillBytes,
    long oneTaskBytes,
    long files,
    long fileBytes,
    long readMillis) {
  public static final Thresholds DEFAULT =
      new Thresholds(5, 10_000, 64L << 20, 256L << 20, 32, 4L << 20, 5_000);
}
