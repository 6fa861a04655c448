package spanglue.spark;

import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;

/**
 * Traces a Spark application, Scala, Java or PySpark, without a line of code: {@code
 * spark.plugins=spanglue.spark.SparkTracingPlugin}. It joins the job's trace where one is live, and
 * else begins its own, as the confs {@code spark.spanglue.*} say.
 *
 * <p><b>The jar must reach the executors too</b>, by {@code --jars}, {@code spark.jars} or, on AWS
 * Glue, {@code --extra-jars}: Spark loads each class in {@code spark.plugins} there as well, though
 * this one does nothing there. With the jar on the driver's class path alone, executors end with
 * {@code Unable to create executor}, and the job waits for ever.
 *
 * <p>An exception here would fail the SparkContext. So nothing but the JDK and Spark is needed to
 * load this class; what else there is, {@link PluginSession} refers to, and all that it throws is
 * caught.
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
        end = PluginSession.start(context);
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
          .log(System.Logger.Level.WARNING, "Spanglue: this application is not traced", thrown);
    }
  }
}
