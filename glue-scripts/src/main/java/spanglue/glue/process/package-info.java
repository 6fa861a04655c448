/** The processing job's operations. */
@NullMarked
package spanglue.glue.process;

import org.jspecify.annotations.NullMarked;
