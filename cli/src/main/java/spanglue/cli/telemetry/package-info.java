/**
 * What becomes of the telemetry of a run: received, written to files, shown in Zipkin, handed on;
 * and the spans that AWS itself would send.
 */
@NullMarked
package spanglue.cli.telemetry;

import org.jspecify.annotations.NullMarked;
