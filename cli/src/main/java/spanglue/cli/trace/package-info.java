/**
 * A trace that is over, read and drawn. The way in is {@link spanglue.cli.trace.Trace}: of X-Ray's
 * documents ({@link spanglue.cli.trace.SegmentDocuments}) or of OTLP's JSON ({@link
 * spanglue.cli.trace.OtlpSpanJson}), drawn as text ({@link spanglue.cli.trace.Waterfall}) and as
 * JSON ({@link spanglue.cli.trace.TraceJson}). Names in it are others': whatever is drawn of them
 * has passed the gate. Nothing here prints, asks AWS or knows a command.
 */
@NullMarked
package spanglue.cli.trace;

import org.jspecify.annotations.NullMarked;
