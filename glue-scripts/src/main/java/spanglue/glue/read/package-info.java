/**
 * Reads an uploaded file as records of (position, raw text), and raw text as fields.
 *
 * <p>A file is read at most twice: one pass finds where its records begin ({@link
 * spanglue.glue.read.RecordFile#findBounds}), one gives them ({@link
 * spanglue.glue.read.RecordFile#records}). Both work on ranges of bytes in parallel, although only
 * the text before a range tells whether it begins inside a quoted field.
 */
@NullMarked
package spanglue.glue.read;

import org.jspecify.annotations.NullMarked;
