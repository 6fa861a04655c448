/**
 * Finds, in what X-Ray knows of a trace, the segment that started a job. The one way in is {@link
 * spanglue.tracing.internal.parent.ParentLookup#start}; {@link
 * spanglue.tracing.internal.parent.XRayTraceDocument} and {@link
 * spanglue.tracing.internal.parent.ParentFinder} are pure, only {@link
 * spanglue.tracing.internal.parent.XRayClient} speaks to anybody.
 *
 * <p>This package is internal: nothing outside this module may use it, and it may change at any
 * time.
 */
@NullMarked
package spanglue.tracing.internal.parent;

import org.jspecify.annotations.NullMarked;
