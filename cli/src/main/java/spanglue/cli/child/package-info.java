/**
 * The main classes of a local run's child processes; they run on class paths that are not the
 * command line's own. Nothing here may use more than the JDK, but for {@link
 * spanglue.cli.child.FunctionMain} and the context that it hands to the function: they use AWS's
 * own runtime library.
 */
@NullMarked
package spanglue.cli.child;

import org.jspecify.annotations.NullMarked;
