/**
 * What the collector's exporter makes of a span: the X-Ray segment document that the budget counts
 * and the recorded vectors hold. The one way in is {@link
 * spanglue.tracing.internal.segment.SegmentDocument}. It follows the exporter, and changes only
 * with it.
 *
 * <p>This package is internal: nothing outside this module may use it, and it may change at any
 * time.
 */
@NullMarked
package spanglue.tracing.internal.segment;

import org.jspecify.annotations.NullMarked;
