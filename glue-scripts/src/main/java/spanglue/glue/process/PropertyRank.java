package spanglue.glue.process;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A listing's ranks among all. */
public final class PropertyRank {
  private PropertyRank() {}

  /** {@code prop_rank_exp} and {@code prop_rank_review}, string, as {@code <rank>/<listings>}. */
  public static Dataset<Row> columns(Dataset<Row> ranked, long listings) {
    return ranked
        .withColumn("prop_rank_exp", concat(col("exp_rank_overall"), lit("/" + listings)))
        .withColumn("prop_rank_review", concat(col("rank_overall_reviews"), lit("/" + listings)));
  }
}
