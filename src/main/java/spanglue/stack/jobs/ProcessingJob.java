package spanglue.stack.jobs;

import spanglue.stack.ingest.Folders;

/** Reads the listings of a run, writes their ranks and their summary. */
public final class ProcessingJob extends GlueJob {
  public ProcessingJob(JobEnvironment environment) {
    super(environment, environment.names().processingJob(), "ProcessingJob");
    var data = environment.props().data();
    data.allowRead(role(), Folders.CLEANED);
    data.allowWrite(role(), Folders.PROCESSED, Folders.TEMPORARY);
  }
}
