package spanglue.glue.read;

import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;

/** What Spark's tasks said that they read. */
record ReadMetrics(long records, long bytes) {

  static ReadMetrics of(SparkSession spark, Runnable action) throws TimeoutException {
    LongAdder records = new LongAdder();
    LongAdder bytes = new LongAdder();
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onTaskEnd(SparkListenerTaskEnd task) {
            records.add(task.taskMetrics().inputMetrics().recordsRead());
            bytes.add(task.taskMetrics().inputMetrics().bytesRead());
          }
        };
    spark.sparkContext().addSparkListener(listener);
    try {
      action.run();
      spark.sparkContext().listenerBus().waitUntilEmpty();
    } finally {
      spark.sparkContext().removeSparkListener(listener);
    }
    return new ReadMetrics(records.sum(), bytes.sum());
  }
}
