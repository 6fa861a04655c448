/**
 * What becomes of a run's telemetry. The way in is {@link spanglue.cli.telemetry.TelemetryFanOut}:
 * what is received over OTLP or as X-Ray's and CloudWatch's own forms, and the spans that stand for
 * AWS's own, are written to files, shown in Zipkin, and handed on to a receiver of the user's.
 * Another place for telemetry is another part of the fan-out; what is received is passed on as it
 * came.
 */
@NullMarked
package spanglue.cli.telemetry;

import org.jspecify.annotations.NullMarked;
