/** The cleaning job's operations. */
@NullMarked
package spanglue.glue.clean;

import org.jspecify.annotations.NullMarked;
