/**
 * Tracing of a function invocation or of a job as one part of an AWS X-Ray trace.
 *
 * <p>{@link spanglue.tracing.Tracing} serves a function or a client, {@link
 * spanglue.tracing.JobTracing} a job: it owns the job's root span and finds out, beside the job,
 * which Step Functions segment started it. Both record spans in memory through {@link
 * spanglue.tracing.Spans} and send them over OTLP/HTTP when they are closed.
 *
 * <p>Telemetry never breaks or delays the work: wrong settings and failures are logged once and
 * counted in {@link spanglue.tracing.TelemetryCounts}, everything is bounded, and exceptions of the
 * work pass through unchanged. Nothing is registered globally.
 */
package spanglue.tracing;
