/**
 * The names of the columns, which every other package speaks in: {@link
 * spanglue.glue.columns.Columns} for those of the data set, {@link
 * spanglue.glue.columns.ColumnNames} for the one spelling that a header or a JSON key is brought
 * to. A column that comes or goes begins here; nothing here knows who asks.
 */
@NullMarked
package spanglue.glue.columns;

import org.jspecify.annotations.NullMarked;
