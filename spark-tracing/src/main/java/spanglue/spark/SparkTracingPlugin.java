package spanglue.spark;

import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;

/**
 * Traces a Spark application, Scala, Java or PySpark, without a line of code: {@code
 * spark.plugins=spanglue.spark.SparkTracingPlugin}, with this jar on the driver's class path. It
 * joins the job's trace where one is live, and else begins its own, as the confs {@code
 * spark.spanglue.*} say. Does nothing on executors.
 *
 * <p>An exception here would fail the SparkContext, so this class refers to the JDK and to Spark
 * alone, and catches all that the rest throws.
 */
public final class SparkTracingPlugin implements SparkPlugin {
  /** For Spark, which makes one by this class's name. */
  public SparkTracingPlugin() {}

  @Override
  public DriverPlugin driverPlugin() {
    return new Driver();
  }

  @Override
  @SuppressWarnings("NullAway") // Null is Spark's word for none.
  public ExecutorPlugin executorPlugin() {
    return null;
  }

  private static final class Driver implements DriverPlugin {
    private Runnable end = () -> {};

    @Override
    public Map<String, String> init(SparkContext context, PluginContext plugin) {
      try {
        end = ZeroCode.start(context);
      } catch (Throwable t) {
        log(t);
      }
      return Map.of();
    }

    /** Ends the trace also where Spark's listeners never were told of the end. */
    @Override
    public void shutdown() {
      try {
        end.run();
      } catch (Throwable t) {
        log(t);
      }
    }

    private static void log(Throwable thrown) {
      System.getLogger("spanglue.spark")
          .log(System.Logger.Level.WARNING, "this application is not traced", thrown);
    }
  }
}
