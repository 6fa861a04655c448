/**
 * Tracing of a function invocation or of a job as one part of an AWS X-Ray trace.
 *
 * <p>{@link spanglue.tracing.Tracing} serves a function or a client, {@link
 * spanglue.tracing.JobTracing} a job: it owns the job's root span and finds out, beside the job,
 * which Step Functions segment started it. Both record spans in memory through {@link
 * spanglue.tracing.Spans} and send them when they are closed.
 *
 * <p>Telemetry never breaks or delays the work: wrong settings and failures are logged once and
 * counted in {@link spanglue.tracing.TelemetryCounts}, everything is bounded, and exceptions of the
 * work pass through unchanged. What belongs to the process and not to one tracing: the job's
 * tracing that is live ({@link spanglue.tracing.JobTracing#current}), which stacks a trace has in
 * full already, and that the exporters' classes are loaded.
 *
 * <p>Public here is what users call; the rest is the life of one session, from its settings to its
 * report. What else a session needs stands in the packages {@code internal}.
 */
@NullMarked
package spanglue.tracing;

import org.jspecify.annotations.NullMarked;
