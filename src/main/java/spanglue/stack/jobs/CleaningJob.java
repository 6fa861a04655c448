package spanglue.stack.jobs;

import spanglue.stack.ingest.Folders;

/** Reads a file under input/, writes its listings, and what it left out, apart. */
public final class CleaningJob extends GlueJob {
  public CleaningJob(JobEnvironment environment) {
    super(environment, environment.names().cleaningJob(), "CleaningJob");
    var data = environment.props().data();
    data.allowRead(role(), Folders.INPUT);
    data.allowWrite(
        role(), Folders.CLEANED, Folders.REJECTED, Folders.DUPLICATES, Folders.TEMPORARY);
  }
}
