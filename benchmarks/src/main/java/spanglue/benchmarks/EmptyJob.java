package spanglue.benchmarks;

import org.apache.spark.sql.SparkSession;

/** A process that starts Spark, runs one small action, and prints what all of it took. */
final class EmptyJob {
  private EmptyJob() {}

  /** Args: the endpoint, and whether the job is traced. */
  public static void main(String[] args) throws Exception {
    Meter meter = new Meter();
    meter.run().startWithProcess();
    try (SparkSession spark = Sessions.local()) {
      new Jobs(spark, args[0], Boolean.parseBoolean(args[1]), meter)
          .run("empty", tracing -> spark.range(10).count());
    }
    meter.run().stop();
    System.out.println(CostJson.write(meter.cost()));
  }
}
