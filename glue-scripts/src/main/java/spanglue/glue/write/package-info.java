/** Outputs that are whole or not there, and the account of their rows. */
@NullMarked
package spanglue.glue.write;

import org.jspecify.annotations.NullMarked;
