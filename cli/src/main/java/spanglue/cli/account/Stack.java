package spanglue.cli.account;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;
import spanglue.cli.process.ExitStatus;
import spanglue.cli.process.LocalException;

/**
 * A deployed stack, by what it puts out.
 *
 * @param outputs by their names
 */
public record Stack(String name, String region, Map<String, String> outputs) {
  /** What the CDK application calls it where it is told no other name. */
  public static final String DEFAULT = "spanglue";

  /**
   * Asks CloudFormation for it.
   *
   * @throws LocalException where there is none, or it cannot be asked for
   */
  public static Stack of(Account account, String name) {
    String what = "find stack " + name + " in " + account.region();
    try (CloudFormationClient client = account.cloudFormation()) {
      List<Output> outputs = AwsErrors.told(what, () -> describe(client, account.region(), name));
      Map<String, String> byName = new TreeMap<>();
      outputs.forEach(output -> byName.put(output.outputKey(), output.outputValue()));
      return new Stack(name, account.region(), byName);
    }
  }

  private static List<Output> describe(CloudFormationClient client, String region, String name) {
    try {
      return client.describeStacks(request -> request.stackName(name)).stacks().get(0).outputs();
    } catch (CloudFormationException e) {
      if (e.awsErrorDetails() != null
          && "ValidationError".equals(e.awsErrorDetails().errorCode())
          && String.valueOf(e.awsErrorDetails().errorMessage()).contains("does not exist")) {
        throw new LocalException(
            ExitStatus.NOT_FOUND,
            "there is no stack '"
                + name
                + "' in "
                + region
                + "; deploy it with 'npx cdk deploy', or name another --stack or --region",
            e);
      }
      throw e;
    }
  }

  public String bucket() {
    return output("Bucket");
  }

  /** The ARN of the state machine. */
  public String stateMachine() {
    return output("StateMachine");
  }

  /** Where the console shows a trace; the domain is another in each partition. */
  public String traceUrl(String xrayTraceId) {
    return output("TracesUrl").replaceFirst("traces/query$", "traces/" + xrayTraceId);
  }

  private String output(String output) {
    String value = outputs.get(output);
    if (value == null) {
      throw new LocalException(
          ExitStatus.NOT_FOUND,
          "stack "
              + name
              + " in "
              + region
              + " has no output '"
              + output
              + "', only "
              + outputs.keySet()
              + "; name the --stack that the CDK application made");
    }
    return value;
  }
}
