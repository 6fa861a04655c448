package spanglue.spark.jobs;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerApplicationEnd;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.util.QueryExecutionListener;

/** Somebody else's listeners, which say at the end what they saw. */
public final class OtherListener extends SparkListener {
  private static final AtomicInteger JOBS = new AtomicInteger();
  private static final AtomicInteger QUERIES = new AtomicInteger();

  @Override
  public void onJobEnd(SparkListenerJobEnd event) {
    JOBS.incrementAndGet();
  }

  @Override
  public void onApplicationEnd(SparkListenerApplicationEnd event) {
    System.out.println(
        "other listener: jobs " + (JOBS.get() > 0) + ", queries " + (QUERIES.get() > 0));
  }

  /** For {@code spark.sql.queryExecutionListeners}. */
  public static final class Queries implements QueryExecutionListener {
    @Override
    public void onSuccess(String name, QueryExecution execution, long nanos) {
      QUERIES.incrementAndGet();
    }

    @Override
    public void onFailure(String name, QueryExecution execution, Exception exception) {
      QUERIES.incrementAndGet();
    }
  }
}
