package spanglue.benchmarks;

import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.SparkSession;

/**
 * 500 Spark jobs of a few milliseconds with tracing, in one trace, and 500 without: in turns of 20,
 * so that what the machine and the JVM's compiler are at meets both alike. What Spark's queues hold
 * at a turn's end is worked off before the next one: else the turn after one without tracing would
 * begin beside the other's events. A job is half of an aggregation with a shuffle.
 */
record SmallJobs(SparkSession spark, String endpoint) {
  private static final int TURNS = 25;
  private static final int AGGREGATIONS = 10;

  /** Every other turn begins with tracing. */
  Pair run(boolean tracedFirst) throws TimeoutException {
    Meter traced = new Meter();
    Meter untraced = new Meter();
    traced.run().start();
    try (TracedJob job = new TracedJob(spark, endpoint, "small-jobs", traced)) {
      traced.run().stop();
      job.queue().leave();
      for (int i = 0; i < TURNS; i++) {
        boolean first = tracedFirst == (i % 2 == 0);
        turn(first, job, first ? traced : untraced);
        turn(!first, job, first ? untraced : traced);
      }
      job.queue().enter();
      traced.run().start();
    }
    traced.run().stop();
    untraced.memory();
    return new Pair(traced.cost(), untraced.cost());
  }

  private void turn(boolean isTraced, TracedJob job, Meter meter) throws TimeoutException {
    if (isTraced) {
      job.queue().enter();
    }
    meter.run().start();
    for (int i = 0; i < AGGREGATIONS; i++) {
      spark.range(0, 1_000, 1, 2).selectExpr("id % 10 AS k").groupBy("k").count().collectAsList();
    }
    meter.run().stop();
    if (isTraced) {
      job.queue().leave();
    } else {
      job.queue().awaitEmpty();
    }
  }
}
