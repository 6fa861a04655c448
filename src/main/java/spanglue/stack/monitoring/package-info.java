/**
 * What says how the pipeline is. The way in for both constructs, {@link
 * spanglue.stack.monitoring.Alarms} and {@link spanglue.stack.monitoring.PipelineDashboard}, is
 * {@link spanglue.stack.monitoring.PipelineMetrics}: a metric is made there, and drawn or watched
 * elsewhere.
 */
@NullMarked
package spanglue.stack.monitoring;

import org.jspecify.annotations.NullMarked;
