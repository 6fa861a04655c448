/**
 * What the other packages stand on: child processes and their commands, temporary folders, logs, an
 * HTTP server on loopback, the installation's files, JSON. Each type is used by itself; a run's
 * processes start through {@link spanglue.cli.process.ChildProcesses} alone, so that they end with
 * it. Nothing here may know of AWS or of traces.
 */
@NullMarked
package spanglue.cli.process;

import org.jspecify.annotations.NullMarked;
