/**
 * What a deployment is made of: the choices of its context and the files that the build left. The
 * ways in are {@link spanglue.stack.settings.StackSettings} and {@link
 * spanglue.stack.settings.Artifacts}. A choice more is a key of {@code ContextKeys} and a component
 * of {@code StackSettings}, or of {@code NetworkKeys} and {@code NetworkSettings}, and a word in
 * README; which go together is in {@code KeyCombinations}.
 */
@NullMarked
package spanglue.stack.settings;

import org.jspecify.annotations.NullMarked;
