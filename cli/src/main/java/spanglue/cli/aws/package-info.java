/**
 * What stands for AWS on this machine: the store and its notifications ({@link
 * spanglue.cli.aws.ObjectStore}), the function's process, the state machine's interpreter, Glue's
 * jobs, the answers of Step Functions, of X-Ray and of CloudWatch. {@link spanglue.cli.Pipeline} is
 * the one that makes these; each is used by itself. A part behaves as its service is documented or
 * was seen to: change it where AWS is found to do otherwise, not to suit a run. Nothing here knows
 * the command line or what becomes of telemetry.
 */
@NullMarked
package spanglue.cli.aws;

import org.jspecify.annotations.NullMarked;
