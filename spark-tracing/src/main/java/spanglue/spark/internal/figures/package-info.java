/**
 * The plans of SQL executions with what each operator did, by Spark's events alone, so that an
 * event log tells the same as a run that is listened to. The one way in is {@link
 * spanglue.spark.internal.figures.PlanFigures}. A further metric is assigned in {@link
 * spanglue.spark.internal.figures.NodeFigures}, a further operator's word in {@link
 * spanglue.spark.internal.figures.OperatorWords}.
 *
 * <p>This package is internal: nothing outside this module may use it, and it may change at any
 * time.
 */
@NullMarked
package spanglue.spark.internal.figures;

import org.jspecify.annotations.NullMarked;
