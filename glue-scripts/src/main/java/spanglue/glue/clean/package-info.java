/**
 * The cleaning job's operations: frames in, frames out, one public function a step, called by
 * {@link spanglue.glue.CleaningPipeline} alone. They know the columns and nothing of files. A rule
 * of the data is changed here, and in its second spelling: the SQL that the tests compare with.
 */
@NullMarked
package spanglue.glue.clean;

import org.jspecify.annotations.NullMarked;
