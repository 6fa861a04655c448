package spanglue.stack.collector;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.ecs.ContainerDefinition;
import software.amazon.awscdk.services.ecs.TaskDefinition;
import software.amazon.awscdk.services.iam.PolicyStatement;
import spanglue.stack.shared.NagFindings;

/** An image in a private registry of ECR, which a task may fetch only under its own rights. */
record EcrImage(String account, String region, String repository) {
  private static final Pattern NAME =
      Pattern.compile(
          "([0-9]{12})\\.dkr\\.ecr\\.([a-z0-9-]+)\\.amazonaws\\.com(?:\\.cn)?/([^:@]+)([:@].*)?");

  /** Empty where an image is anywhere else. */
  static Optional<EcrImage> of(String image) {
    Matcher name = NAME.matcher(image);
    return name.matches()
        ? Optional.of(new EcrImage(name.group(1), name.group(2), name.group(3)))
        : Optional.empty();
  }

  void allowFetching(TaskDefinition task, ContainerDefinition container) {
    task.addToExecutionRolePolicy(
        PolicyStatement.Builder.create()
            .actions(
                List.of(
                    "ecr:BatchCheckLayerAvailability",
                    "ecr:BatchGetImage",
                    "ecr:GetDownloadUrlForLayer"))
            .resources(List.of(arn()))
            .build());
    task.addToExecutionRolePolicy(
        PolicyStatement.Builder.create()
            .actions(List.of("ecr:GetAuthorizationToken"))
            .resources(List.of("*"))
            .build());
    NagFindings.acknowledge(
        task.obtainExecutionRole(),
        "AwsSolutions-IAM5[Resource::*]",
        "A token for ECR is not of a repository");
    Annotations.of(container)
        .acknowledgeWarning(
            "@aws-cdk/aws-ecs:ecrImageRequiresPolicy", "The statements above are that policy");
  }

  private String arn() {
    return "arn:" + Aws.PARTITION + ":ecr:" + region + ":" + account + ":repository/" + repository;
  }
}
