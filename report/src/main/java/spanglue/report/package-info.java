/**
 * The run document: what is known of one run of a Spark application, live or read from its event
 * log, as one JSON object. {@link spanglue.report.RunDocument} holds it and writes it; its schema
 * is {@code run-document.schema.json} beside it. Knows neither Spark nor OpenTelemetry.
 */
@NullMarked
package spanglue.report;

import org.jspecify.annotations.NullMarked;
