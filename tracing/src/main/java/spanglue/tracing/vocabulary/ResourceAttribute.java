package spanglue.tracing.vocabulary;

import static spanglue.tracing.vocabulary.Term.Type.TEXT;
import static spanglue.tracing.vocabulary.Term.Type.TEXTS;

/** Attributes of a resource: of what the spans come from. */
public enum ResourceAttribute implements Term {
  SERVICE_NAME("service.name", TEXT, "The job or the function; X-Ray names the segment by it."),
  SERVICE_VERSION("service.version", TEXT, "Its version, where it says one."),
  SERVICE_INSTANCE_ID("service.instance.id", TEXT, "The run of the job."),
  DEPLOYMENT_ENVIRONMENT_NAME(
      "deployment.environment.name", TEXT, "Such as staging or production, where it is given."),
  CLOUD_PROVIDER(
      "cloud.provider", TEXT, "Always aws: for another the collector leaves AWS's part out."),
  CLOUD_REGION("cloud.region", TEXT, "The region, where the environment or an ARN tells it."),
  CLOUD_ACCOUNT_ID("cloud.account.id", TEXT, "The account, where an ARN tells it."),
  CLOUD_RESOURCE_ID("cloud.resource_id", TEXT, "ARN of the job or of the function."),
  LOG_GROUP_NAMES(
      "aws.log.group.names", TEXTS, "CloudWatch log groups; X-Ray links the segment to them.");

  private final Definition definition;

  ResourceAttribute(String key, Type type, String meaning) {
    this.definition = new Definition(key, type, "", meaning);
  }

  @Override
  public Definition definition() {
    return definition;
  }
}
