/**
 * What runs in a local run's child processes, on class paths that are not the command line's own:
 * nothing here uses more than the JDK, but for {@link spanglue.cli.child.FunctionMain}.
 */
@NullMarked
package spanglue.cli.child;

import org.jspecify.annotations.NullMarked;
