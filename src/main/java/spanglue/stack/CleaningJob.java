package spanglue.stack;

/** Reads a file under input/, writes its listings, and what it left out, apart. */
final class CleaningJob extends GlueJob {
  static final String NAME = SpanglueStack.NAME + "-cleaning";

  CleaningJob(GlueJobs jobs) {
    super(jobs, NAME, "CleaningJob");
    var data = jobs.props().data();
    data.allowRead(role(), IngestBucket.INPUT);
    data.allowWrite(role(), "cleaned/", "rejected/", "duplicates/", IngestBucket.TEMPORARY);
  }
}
