/**
 * The two Glue jobs. {@link spanglue.glue.CleaningPipeline} and {@link
 * spanglue.glue.ProcessingPipeline} are lists of their steps: read those first, and follow a step's
 * name to the operation. The way in is {@link spanglue.glue.GlueJob#run}, which the Scala scripts
 * call. Here live a job's arguments, its file, its outputs and what it tells of itself; the
 * operations on rows are in {@code clean} and {@code process}, bytes in {@code read}, files in
 * {@code write}. A new step is one line of a pipeline and one function of an operation's class.
 */
@NullMarked
package spanglue.glue;

import org.jspecify.annotations.NullMarked;
