/**
 * What the other packages stand on: child processes, temporary folders, an HTTP server on loopback,
 * the installation's files. Knows nothing of AWS or of traces.
 */
@NullMarked
package spanglue.cli.process;

import org.jspecify.annotations.NullMarked;
