/**
 * The command line: {@link spanglue.cli.Main} reads it, {@link spanglue.cli.Pipeline} wires the
 * whole pipeline on one machine, {@link spanglue.cli.UploadRun} takes one file through it, and
 * {@link spanglue.cli.Console} and {@link spanglue.cli.RunSummary} tell how it went.
 */
@NullMarked
package spanglue.cli;

import org.jspecify.annotations.NullMarked;
