import spanglue.glue.{GlueJob, ProcessingPipeline}

/** The script of the processing job; its steps are in [[ProcessingPipeline]]. */
object ProcessingJob {
  def main(args: Array[String]): Unit =
    GlueJob.run("spanglue-processing", args, job => ProcessingPipeline.run(job))
}
