/**
 * Keeps a job's trace to so many bytes: which spans fold into their parents, what a span that was
 * changed after its end looks like. The one way in is {@link
 * spanglue.tracing.internal.budget.TraceBudget}. The order in which spans fold may be changed here;
 * what a document weighs is the business of {@code internal.segment}.
 *
 * <p>This package is internal: nothing outside this module may use it, and it may change at any
 * time.
 */
@NullMarked
package spanglue.tracing.internal.budget;

import org.jspecify.annotations.NullMarked;
