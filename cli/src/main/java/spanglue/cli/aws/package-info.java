/**
 * What stands for AWS on this machine: the store and its notifications, the function's process, the
 * state machine's interpreter, Glue's jobs, the answers of Step Functions and X-Ray. Nothing here
 * prints, and nothing knows the command line.
 */
@NullMarked
package spanglue.cli.aws;

import org.jspecify.annotations.NullMarked;
