/**
 * The AWS CDK application. {@link spanglue.stack.SpanglueApp} starts it, {@link
 * spanglue.stack.SpanglueStack} composes the parts; each part is a package, which knows the parts
 * below it and never this one: {@code settings} and {@code shared} are at the bottom, {@code
 * monitoring} is at the top. A new part is a construct in a package of its own and one line in
 * {@code SpanglueStack}.
 */
@NullMarked
package spanglue.stack;

import org.jspecify.annotations.NullMarked;
