package spanglue.stack.ingest;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;
import spanglue.stack.shared.Logs;
import spanglue.stack.shared.Names;

/**
 * The function that the CDK adds to empty the buckets on {@code cdk destroy}. As it comes, its role
 * may create log groups, and the one it makes outlives the stack; here it writes to a group of the
 * stack's own.
 */
public final class BucketEmptying {
  private static final String PROVIDER = "Custom::S3AutoDeleteObjectsCustomResourceProvider";

  private BucketEmptying() {}

  /** To be called when the buckets are made: the first of them brings the function. */
  public static void logTo(Construct scope, Names names, Logs logs) {
    LogGroup group = logs.group(scope, "BucketEmptyingLogs", names.path("bucket-emptying"));
    var provider = Stack.of(scope).getNode().findChild(PROVIDER).getNode();
    var handler = (CfnResource) provider.findChild("Handler");
    handler.addPropertyOverride("LoggingConfig.LogGroup", group.getLogGroupName());
    var role = (CfnResource) provider.findChild("Role");
    role.addPropertyDeletionOverride("ManagedPolicyArns");
    var writing =
        PolicyStatement.Builder.create()
            .actions(List.of("logs:CreateLogStream", "logs:PutLogEvents"))
            .resources(List.of(group.getLogGroupArn()))
            .build();
    var document = PolicyDocument.Builder.create().statements(List.of(writing)).build();
    Map<String, Object> policy = new TreeMap<>();
    policy.put("PolicyDocument", document);
    policy.put("PolicyName", "logs");
    role.addPropertyOverride("Policies", List.of(policy));
  }
}
