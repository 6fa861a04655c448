/**
 * Text of others made fit for a span or a log. The one way in is {@link
 * spanglue.tracing.internal.text.SafeText}.
 *
 * <p>This package is internal: nothing outside this module may use it, and it may change at any
 * time.
 */
@NullMarked
package spanglue.tracing.internal.text;

import org.jspecify.annotations.NullMarked;
