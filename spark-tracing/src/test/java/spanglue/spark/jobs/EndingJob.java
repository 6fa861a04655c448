package spanglue.spark.jobs;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.function.ForeachFunction;
import org.apache.spark.sql.SparkSession;
import spanglue.tracing.JobTracing;
import spanglue.tracing.JobTracingConfig;

/** One action, and then the end that is asked for. The session is never stopped. */
public final class EndingJob {
  private EndingJob() {}

  /** Takes the end, and confs as {@code key=value}. */
  public static void main(String[] arguments) throws InterruptedException {
    SparkConf conf = conf(Arrays.asList(arguments).subList(1, arguments.length));
    if (arguments[0].equals("exit inside")) {
      String endpoint = conf.get("spark.spanglue.otlp.endpoint");
      JobTracing.call(
          JobTracingConfig.builder("inside", "jr_1").otlpEndpoint(endpoint).build(),
          tracing -> run(conf, "exit"));
    } else {
      run(conf, arguments[0]);
    }
  }

  static SparkConf conf(List<String> settings) {
    SparkConf conf = new SparkConf().setAppName("ending");
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      conf.set(setting.substring(0, equals), setting.substring(equals + 1));
    }
    return conf;
  }

  private static long run(SparkConf conf, String end) throws InterruptedException {
    SparkSession spark = SparkSession.builder().config(conf).getOrCreate();
    spark.range(10).count();
    switch (end) {
      case "exit" -> System.exit(3);
      case "throw" -> throw new IllegalStateException("this job throws");
      case "wait" -> {
        ForeachFunction<Long> never =
            id -> {
              System.out.println("a task runs");
              new CountDownLatch(1).await();
            };
        spark.range(0, 1, 1, 1).foreach(never);
      }
      case "deal with it" -> {
        fail(spark);
        spark.range(20).count();
      }
      case "serve" -> {
        fail(spark);
        System.out.println("waiting for others");
        new CountDownLatch(1).await();
      }
      case "give up" -> {
        fail(spark);
        System.exit(1);
      }
      case "cancelled" -> {
        cancel(spark);
        System.exit(1);
      }
      default -> throw new IllegalArgumentException(end);
    }
    return 0;
  }

  private static void fail(SparkSession spark) {
    ForeachFunction<Long> bad =
        id -> {
          throw new IllegalArgumentException("this task fails");
        };
    try {
      spark.range(0, 1, 1, 1).foreach(bad);
      throw new AssertionError("the task passed");
    } catch (Exception expected) {
      System.out.println("an action failed");
    }
  }

  private static void cancel(SparkSession spark) {
    ForeachFunction<Long> cancels =
        id -> {
          SparkContext.getOrCreate().cancelJobsWithTag("old");
          new CountDownLatch(1).await();
        };
    spark.sparkContext().addJobTag("old");
    try {
      spark.range(0, 1, 1, 1).foreach(cancels);
      throw new AssertionError("the task passed");
    } catch (Exception expected) {
      System.out.println("an action was cancelled");
    }
  }
}
