/**
 * The Glue jobs. Each is a {@link spanglue.stack.jobs.GlueJob} in a file of its own, which says
 * what it may read and write; what they share is {@link spanglue.stack.jobs.JobEnvironment}, what
 * any of them may do is in {@code GlueJobRole}.
 */
@NullMarked
package spanglue.stack.jobs;

import org.jspecify.annotations.NullMarked;
