/**
 * Puts what ran in an application into its trace: spans, totals, money. The one way in is {@link
 * spanglue.spark.internal.report.RunReport}.
 *
 * <p>This package is internal: nothing outside this module may use it, and it may change at any
 * time.
 */
@NullMarked
package spanglue.spark.internal.report;

import org.jspecify.annotations.NullMarked;
