package spanglue.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import spanglue.cli.account.Account;
import spanglue.cli.account.Stack;

/** Which account, region and stack: as of the AWS CLI. */
final class AccountOptions {
  @Option(
      names = "--stack",
      paramLabel = "NAME",
      defaultValue = Stack.DEFAULT,
      description =
          "The stack, as the CDK's -c name= has named it; ${DEFAULT-VALUE} where not given.")
  private String stack = Stack.DEFAULT;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "Where the stack is; that of AWS_REGION or of the profile where not given.")
  private @Nullable String region;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "Whose credentials; AWS_PROFILE's or the default ones where not given.")
  private @Nullable String profile;

  Account account() {
    return Account.of(profile, region);
  }

  Stack stack(Account account) {
    return Stack.of(account, stack);
  }
}
