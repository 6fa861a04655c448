/**
 * The processing job's operations: frames in, frames out, one public function a step, called by
 * {@link spanglue.glue.ProcessingPipeline} alone. They know the columns and nothing of files. A
 * figure is changed here, and in its second spelling: the SQL that the tests compare with.
 */
@NullMarked
package spanglue.glue.process;

import org.jspecify.annotations.NullMarked;
