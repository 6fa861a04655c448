package spanglue.stack.shared;

import java.util.List;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.CfnPolicy;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * A function that the CDK adds for what CloudFormation cannot do. As it comes, its role may create
 * log groups, and the one it makes outlives the stack; here it writes to a group of the stack's
 * own.
 */
public enum ProvidedFunction {
  /** Empties the buckets on {@code cdk destroy}. */
  EMPTY_BUCKETS("Custom::S3AutoDeleteObjectsCustomResourceProvider", "bucket-emptying"),

  /** Takes the rules away that a VPC's default security group comes with. */
  RESTRICT_DEFAULT_GROUP(
      "Custom::VpcRestrictDefaultSGCustomResourceProvider", "default-security-group");

  private final String provider;
  private final String name;

  ProvidedFunction(String provider, String name) {
    this.provider = provider;
    this.name = name;
  }

  /** To be called when what needs the function is made: the first of that brings it. */
  public void logTo(Construct scope, Names names, Logs logs) {
    LogGroup group = logs.group(scope, name, names.path(name));
    var function = Stack.of(scope).getNode().findChild(provider).getNode();
    var handler = (CfnResource) function.findChild("Handler");
    handler.addPropertyOverride("LoggingConfig.LogGroup", group.getLogGroupName());
    var role = (CfnResource) function.findChild("Role");
    role.addPropertyDeletionOverride("ManagedPolicyArns");
    var writing =
        PolicyStatement.Builder.create()
            .actions(List.of("logs:CreateLogStream", "logs:PutLogEvents"))
            .resources(List.of(group.getLogGroupArn()))
            .build();
    var policy =
        CfnPolicy.Builder.create(scope, name + "-policy")
            .policyName("logs")
            .policyDocument(PolicyDocument.Builder.create().statements(List.of(writing)).build())
            .roles(List.of(role.getRef()))
            .build();
    // Also when the stack goes, which is when the function is called.
    handler.addResourceDependency(policy);
  }
}
