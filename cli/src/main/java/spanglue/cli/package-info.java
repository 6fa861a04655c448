/**
 * The command line, and what a run is from its start to its end. The way in is {@link
 * spanglue.cli.Main}; {@link spanglue.cli.Pipeline} wires the parts as the stack wires them on AWS,
 * {@link spanglue.cli.UploadRun} takes one file through them, {@link spanglue.cli.Console} and
 * {@link spanglue.cli.RunSummary} tell how it went. What the user sees is changed here, and only
 * here: the other packages print nothing but failures of their own, and none of them knows this
 * one.
 */
@NullMarked
package spanglue.cli;

import org.jspecify.annotations.NullMarked;
