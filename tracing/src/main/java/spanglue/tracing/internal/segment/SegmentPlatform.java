package spanglue.tracing.internal.segment;

import java.util.Map;

/** The platforms that the exporter knows; Glue and Lambda are not among them. */
final class SegmentPlatform {
  private SegmentPlatform() {}

  /** The kind of resource that X-Ray shows; empty where the exporter knows none. */
  static String origin(Map<String, Object> resource) {
    if (!isAws(resource)) {
      return "";
    }
    return switch (text(resource, "cloud.platform")) {
      case "aws_app_runner" -> "AWS::AppRunner::Service";
      case "aws_eks" -> "AWS::EKS::Container";
      case "aws_elastic_beanstalk" -> "AWS::ElasticBeanstalk::Environment";
      case "aws_ec2" -> "AWS::EC2::Instance";
      case "aws_ecs" ->
          switch (text(resource, "aws.ecs.launchtype")) {
            case "ec2" -> "AWS::ECS::EC2";
            case "fargate" -> "AWS::ECS::Fargate";
            default -> "AWS::ECS::Container";
          };
      default -> "";
    };
  }

  static boolean isAws(Map<String, Object> resource) {
    String provider = text(resource, "cloud.provider");
    return provider.isEmpty() || provider.equals("aws");
  }

  /** Adds to the {@code aws} part of a segment what it says of its platform. */
  static void put(SegmentFields aws, Map<String, Object> resource) {
    String platform = text(resource, "cloud.platform");
    String zone = text(resource, "cloud.availability_zone");
    if (platform.equals("aws_elastic_beanstalk") && resource.containsKey("service.instance.id")) {
      aws.put(
          "elastic_beanstalk",
          new SegmentFields()
              .putAlways("environment_name", text(resource, "service.namespace"))
              .putAlways("version_label", text(resource, "service.version"))
              .putAlways("deployment_id", text(resource, "service.instance.id"))
              .asMap());
    }
    if (platform.equals("aws_ecs")) {
      aws.put(
          "ecs",
          new SegmentFields()
              .put("container", resource.get("container.name"))
              .put("container_id", resource.get("container.id"))
              .put("task_arn", resource.get("aws.ecs.task.arn"))
              .put("task_family", resource.get("aws.ecs.task.family"))
              .put("cluster_arn", resource.get("aws.ecs.cluster.arn"))
              .put("container_arn", resource.get("aws.ecs.container.arn"))
              .put("availability_zone", zone)
              .put("launch_type", resource.get("aws.ecs.launchtype"))
              .asMap());
    }
    if (platform.equals("aws_ec2") || resource.containsKey("host.id")) {
      aws.put(
          "ec2",
          new SegmentFields()
              .putAlways("instance_id", text(resource, "host.id"))
              .putAlways("availability_zone", zone)
              .putAlways("instance_size", text(resource, "host.type"))
              .putAlways("ami_id", text(resource, "host.image.id"))
              .asMap());
    }
    if (platform.equals("aws_eks") || resource.containsKey("k8s.cluster.name")) {
      aws.put(
          "eks",
          new SegmentFields()
              .putAlways("cluster_name", text(resource, "k8s.cluster.name"))
              .putAlways("pod", text(resource, "k8s.pod.name"))
              .putAlways("container_id", text(resource, "container.id"))
              .asMap());
    }
  }

  private static String text(Map<String, Object> resource, String key) {
    return resource.get(key) instanceof String text ? text : "";
  }
}
