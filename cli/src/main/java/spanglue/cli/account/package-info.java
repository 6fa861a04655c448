/**
 * The user's AWS account, as its owner's own credentials see it: its stack ({@link
 * spanglue.cli.account.Stack}), the runs in it ({@link spanglue.cli.account.RunFinder}, {@link
 * spanglue.cli.account.RunFollower}), and what AWS refuses, in words that say what to do ({@link
 * spanglue.cli.account.AwsErrors}). The way in is {@link spanglue.cli.account.Account}. Nothing
 * here prints or knows a command.
 */
@NullMarked
package spanglue.cli.account;

import org.jspecify.annotations.NullMarked;
