import spanglue.glue.{CleaningPipeline, GlueJob}

/** The script of the cleaning job; its steps are in [[CleaningPipeline]]. */
object CleaningJob {
  def main(args: Array[String]): Unit =
    GlueJob.run("spanglue-cleaning", args, job => CleaningPipeline.run(job))
}
