import java.util.concurrent.CountDownLatch;
import spanglue.cli.StandInJob;

/** Stands in for the cleaning job where a test is of the pipeline and not of Spark. */
@SuppressWarnings("DefaultPackage") // Glue's scripts are in no package
public final class CleaningJob {
  private CleaningJob() {}

  /**
   * Fails or hangs where the key says so.
   *
   * @param args the job's arguments
   */
  public static void main(String[] args) throws InterruptedException {
    StandInJob.run(
        args,
        job -> {
          if (job.key().contains("hang")) {
            System.out.println("hanging");
            new CountDownLatch(1).await();
          }
          if (job.key().contains("fail")) {
            throw new IllegalStateException("column 'price' is missing from " + job.key());
          }
        });
  }
}
