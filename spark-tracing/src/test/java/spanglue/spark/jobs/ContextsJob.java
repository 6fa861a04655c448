package spanglue.spark.jobs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import spanglue.tracing.JobTracing;
import spanglue.tracing.JobTracingConfig;

/** Several applications one after the other in one JVM, each with the plugin and a name. */
public final class ContextsJob {
  private static final String ENDPOINT = "spark.spanglue.otlp.endpoint";

  private ContextsJob() {}

  /** Takes confs as {@code key=value}. */
  public static void main(String[] arguments) {
    SparkConf conf = EndingJob.conf(List.of(arguments));
    named(conf, "idle").stop();
    failing(
        named(
            conf.clone()
                .set("spark.spanglue.worker.type", "G.1X")
                .set("spark.spanglue.worker.count", "2"),
            "failing"));
    invalid(conf.clone().setMaster("nonsense"));
    joined(conf);
    counting(conf.clone().remove(ENDPOINT), "untraced");
    counting(conf.clone().remove(ENDPOINT).set("spark.spanglue.traces", "direct"), "direct");
    counting(conf.clone().set("spark.spanglue.traces", "agent"), "wrong");
  }

  private static void counting(SparkConf conf, String name) {
    SparkSession spark = named(conf, name);
    spark.range(10).count();
    spark.stop();
  }

  private static SparkSession named(SparkConf conf, String name) {
    return SparkSession.builder().config(conf.clone().setAppName(name)).getOrCreate();
  }

  private static void failing(SparkSession spark) {
    UDF1<Long, Long> fail =
        id -> {
          throw new IllegalStateException("no good");
        };
    try {
      spark.range(3).select(udf(fail, DataTypes.LongType).apply(col("id"))).collectAsList();
      throw new AssertionError("the UDF passed");
    } catch (Exception expected) {
      System.out.println("the action failed");
    }
    spark.stop();
  }

  private static void invalid(SparkConf conf) {
    try {
      named(conf, "invalid");
      throw new AssertionError("the master passed");
    } catch (Exception expected) {
      System.out.println("no context: " + expected.getMessage());
    }
  }

  private static void joined(SparkConf conf) {
    JobTracingConfig config =
        JobTracingConfig.builder("joined", "jr_1").otlpEndpoint(conf.get(ENDPOINT)).build();
    JobTracing.run(
        config,
        tracing -> {
          SparkSession spark = named(conf, "not the name of the trace");
          spark.range(10).count();
          spark.stop();
          tracing.root().annotate("outcome", "succeeded");
        });
  }
}
