/**
 * What a deployment is made of: the choices of its context and the files that the build left. The
 * way in is {@link spanglue.stack.settings.StackSettings}; a choice more is a component there,
 * which whoever needs it is handed.
 */
@NullMarked
package spanglue.stack.settings;

import org.jspecify.annotations.NullMarked;
