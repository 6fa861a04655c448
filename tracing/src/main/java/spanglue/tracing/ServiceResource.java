package spanglue.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.resources.Resource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.internal.segment.XRayNames;
import spanglue.tracing.internal.text.SafeText;
import spanglue.tracing.vocabulary.ResourceAttribute;

/** What is told of the process that the spans come from. Of two values of a key the later stays. */
final class ServiceResource {
  private static final Pattern ARN = Pattern.compile("arn:[^:]*:[^:]*:([^:]*):([0-9]{12}):.+");

  private final Map<String, String> attributes = new TreeMap<>();

  ServiceResource(String serviceName) {
    with(ResourceAttribute.SERVICE_NAME, serviceName);
    // The collector leaves the whole aws block out of a segment for any other provider.
    with(ResourceAttribute.CLOUD_PROVIDER, "aws");
  }

  /** Adds an attribute; none where {@code value} is null. */
  ServiceResource with(ResourceAttribute attribute, @Nullable String value) {
    if (value != null) {
      attributes.put(attribute.key(), value);
    }
    return this;
  }

  ServiceResource with(Map<String, String> more) {
    attributes.putAll(more);
    return this;
  }

  /** Adds account and region, where the environment or {@code arn} tells them. */
  ServiceResource cloud(
      @Nullable String givenRegion, Map<String, String> environment, @Nullable String arn) {
    Matcher parts = ARN.matcher(arn == null ? "" : arn);
    return with(ResourceAttribute.CLOUD_REGION, region(givenRegion, environment, arn))
        .with(ResourceAttribute.CLOUD_ACCOUNT_ID, parts.matches() ? parts.group(2) : null);
  }

  /** The region that is given, else the environment's, else that of {@code arn}, else null. */
  static @Nullable String region(
      @Nullable String given, Map<String, String> environment, @Nullable String arn) {
    Matcher parts = ARN.matcher(arn == null ? "" : arn);
    return Stream.of(
            given,
            environment.get("AWS_REGION"),
            environment.get("AWS_DEFAULT_REGION"),
            parts.matches() ? parts.group(1) : null)
        .map(ConfigValues::blankToNull)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /**
   * The resource.
   *
   * @param logGroups names of the CloudWatch log groups that the process writes to
   */
  Resource build(List<String> logGroups) {
    AttributesBuilder built = Attributes.builder();
    attributes.forEach((key, value) -> built.put(key, SafeText.PLAIN.value(key, value)));
    if (!logGroups.isEmpty()) {
      built.put(
          AttributeKey.stringArrayKey(ResourceAttribute.LOG_GROUP_NAMES.key()),
          logGroups.stream().map(SafeText.PLAIN::value).toList());
    }
    String name = attributes.getOrDefault(ResourceAttribute.SERVICE_NAME.key(), "");
    built.put(ResourceAttribute.SERVICE_NAME.key(), XRayNames.ofService(SafeText.PLAIN.line(name)));
    // The default says, with telemetry.sdk.language, how to read the stacks of exceptions.
    return Resource.getDefault().merge(Resource.create(built.build()));
  }

  static String serviceName(Resource resource) {
    return String.valueOf(
        resource.getAttribute(AttributeKey.stringKey(ResourceAttribute.SERVICE_NAME.key())));
  }
}
