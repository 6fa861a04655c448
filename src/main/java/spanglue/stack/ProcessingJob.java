package spanglue.stack;

/** Reads the listings of a run, writes their ranks and their summary. */
final class ProcessingJob extends GlueJob {
  static final String NAME = SpanglueStack.NAME + "-processing";

  ProcessingJob(GlueJobs jobs) {
    super(jobs, NAME, "ProcessingJob");
    var data = jobs.props().data();
    data.allowRead(role(), "cleaned/");
    data.allowWrite(role(), "processed/", IngestBucket.TEMPORARY);
  }
}
