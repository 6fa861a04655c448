/** The two Glue jobs, as lists of their steps. */
@NullMarked
package spanglue.glue;

import org.jspecify.annotations.NullMarked;
