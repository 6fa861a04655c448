/**
 * Sends spans and metrics: in requests of the right size, again where that may help, until one
 * deadline, and counted. Ways in are {@link spanglue.tracing.internal.export.SpanSender} for spans
 * and {@link spanglue.tracing.internal.export.MetricsSender} for metrics. A further receiver is a
 * {@link spanglue.tracing.internal.export.SpanDelivery} or a {@link
 * spanglue.tracing.internal.export.MetricsDelivery} here.
 *
 * <p>This package is internal: nothing outside this module may use it, and it may change at any
 * time.
 */
@NullMarked
package spanglue.tracing.internal.export;

import org.jspecify.annotations.NullMarked;
