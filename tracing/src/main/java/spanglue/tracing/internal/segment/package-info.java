/**
 * What X-Ray gets of a span of ours: the segment document that the budget counts. It is the one
 * that the collector's exporter makes, which the recorded vectors hold; what the exporter makes of
 * attributes that are not ours is only bounded. The way in is {@link
 * spanglue.tracing.internal.segment.SegmentDocument}; {@link
 * spanglue.tracing.internal.segment.XRayNames} has X-Ray's spelling of names and ids for all. It
 * follows the exporter, and changes only with it.
 *
 * <p>This package is internal: nothing outside this module may use it, and it may change at any
 * time.
 */
@NullMarked
package spanglue.tracing.internal.segment;

import org.jspecify.annotations.NullMarked;
