/**
 * What a job sends while it runs, to a receiver of OTLP that is not X-Ray: {@link
 * spanglue.tracing.internal.live.SpanStream} is the way in.
 *
 * <p>This package is internal: nothing outside this module may use it, and it may change at any
 * time.
 */
@NullMarked
package spanglue.tracing.internal.live;

import org.jspecify.annotations.NullMarked;
