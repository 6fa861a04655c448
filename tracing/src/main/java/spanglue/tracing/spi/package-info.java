/**
 * What a plugin adds to a job's trace that is already live, such as what Spark executed: spans that
 * are over, failures of which only texts are left, rules for texts. {@link
 * spanglue.tracing.spi.JobExtension} is the way in; who traces work of their own needs nothing
 * here.
 */
@NullMarked
package spanglue.tracing.spi;

import org.jspecify.annotations.NullMarked;
