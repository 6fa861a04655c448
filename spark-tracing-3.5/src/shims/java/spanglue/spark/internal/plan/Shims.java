package spanglue.spark.internal.plan;

import org.apache.spark.scheduler.SparkListenerApplicationEnd;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.columnar.CachedRDDBuilder;

/** What Spark 4 has and Spark 3.5 has not, or has elsewhere. */
public final class Shims {
  private Shims() {}

  /** The analyzed plan that a frame stands for. */
  public static LogicalPlan plan(Dataset<?> frame) {
    return frame.logicalPlan();
  }

  /** The analyzed plan that a cache holds the rows of; an empty one where nothing names it. */
  public static LogicalPlan plan(CachedRDDBuilder cache) {
    return CachedPlans.of(cache);
  }

  /** The exit code that the application's end tells; 0 where it tells none, as here. */
  public static int exitCode(SparkListenerApplicationEnd event) {
    return 0;
  }
}
