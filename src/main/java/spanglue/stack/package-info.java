/**
 * The AWS CDK application: one construct a file, its settings beside it; {@link
 * spanglue.stack.SpanglueStack} composes them and {@link spanglue.stack.App} starts it.
 */
@NullMarked
package spanglue.stack;

import org.jspecify.annotations.NullMarked;
