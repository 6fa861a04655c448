package spanglue.glue;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.junit.jupiter.api.function.Executable;

/**
 * What Spark did while something ran.
 *
 * @param jobs Spark jobs that began
 * @param mostRowsIntoOneTask the most rows that one task read from a shuffle
 */
public record SparkActivity(long jobs, long mostRowsIntoOneTask) {

  /** Runs something, and waits until Spark has told all of it. */
  public static SparkActivity of(Executable action) throws Exception {
    AtomicLong jobs = new AtomicLong();
    AtomicLong mostRows = new AtomicLong();
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onJobStart(SparkListenerJobStart job) {
            jobs.incrementAndGet();
          }

          @Override
          public void onTaskEnd(SparkListenerTaskEnd task) {
            mostRows.accumulateAndGet(
                task.taskMetrics().shuffleReadMetrics().recordsRead(), Math::max);
          }
        };
    SparkContext spark = TestSpark.session().sparkContext();
    spark.addSparkListener(listener);
    try {
      action.execute();
      spark.listenerBus().waitUntilEmpty();
    } catch (Exception | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    } finally {
      spark.removeSparkListener(listener);
    }
    return new SparkActivity(jobs.get(), mostRows.get());
  }
}
