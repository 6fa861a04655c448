/**
 * What a deployment is made of: the choices of its context and the files that the build left. The
 * ways in are {@link spanglue.stack.settings.StackSettings} and {@link
 * spanglue.stack.settings.Artifacts}. A choice more is a key of {@code ContextKeys}, a component of
 * {@code StackSettings}, and a word in README.
 */
@NullMarked
package spanglue.stack.settings;

import org.jspecify.annotations.NullMarked;
