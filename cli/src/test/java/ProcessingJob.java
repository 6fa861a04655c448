import spanglue.cli.StandInJob;

/** Stands in for the processing job where a test is of the pipeline and not of Spark. */
@SuppressWarnings("DefaultPackage") // Glue's scripts are in no package
public final class ProcessingJob {
  private ProcessingJob() {}

  /**
   * Does nothing, in a span.
   *
   * @param args the job's arguments
   */
  public static void main(String[] args) throws InterruptedException {
    StandInJob.run(args, job -> {});
  }
}
