/**
 * The outputs as tables. The way in is {@link spanglue.stack.catalog.Tables}; what a table holds is
 * in {@code OutputTable}, and follows what the jobs write.
 */
@NullMarked
package spanglue.stack.catalog;

import org.jspecify.annotations.NullMarked;
