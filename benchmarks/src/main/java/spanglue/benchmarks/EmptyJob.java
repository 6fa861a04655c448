package spanglue.benchmarks;

import org.apache.spark.sql.SparkSession;

/** A process that starts Spark, runs one small action, and prints what all of it took. */
final class EmptyJob {
  private EmptyJob() {}

  /** Args: the endpoint, and whether the job is traced. */
  public static void main(String[] args) throws Exception {
    Meter meter = new Meter();
    SparkSession spark = Sessions.local();
    Tracer tracer = new Tracer(spark, args[0], Boolean.parseBoolean(args[1]), meter);
    tracer.job("empty", tracing -> spark.range(10).count());
    spark.stop();
    System.out.println(Json.write(meter.costOfProcess()));
  }
}
