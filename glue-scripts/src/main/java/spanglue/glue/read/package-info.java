/**
 * Reads an uploaded file as records of (position, raw text), and raw text as fields. The way in is
 * {@link spanglue.glue.read.RecordFile#open}, then {@link spanglue.glue.read.RecordParser}; all
 * else is open to nobody but Spark, which makes {@link spanglue.glue.read.RecordDataSource}.
 *
 * <p>A file is read at most twice: one pass finds where its records begin ({@link
 * spanglue.glue.read.RecordFile#findBounds}), one gives them ({@link
 * spanglue.glue.read.RecordFile#records}). Both work on ranges of bytes in parallel, although only
 * the text before a range tells whether it begins inside a quoted field. What ends a record is said
 * by {@code Automaton} alone, what a field is by {@code CsvRecord} and {@code JsonRecord}.
 */
@NullMarked
package spanglue.glue.read;

import org.jspecify.annotations.NullMarked;
