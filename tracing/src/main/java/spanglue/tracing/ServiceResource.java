package spanglue.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.resources.Resource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.internal.segment.SegmentNames;

/** What X-Ray is told of the process that the spans come from. */
final class ServiceResource {
  /** By these X-Ray links a segment to the logs. */
  private static final AttributeKey<List<String>> LOG_GROUPS =
      AttributeKey.stringArrayKey("aws.log.group.names");

  private static final AttributeKey<String> SERVICE_NAME = AttributeKey.stringKey("service.name");

  private static final int NAME_LENGTH = 200;

  private static final Pattern ARN = Pattern.compile("arn:[^:]*:[^:]*:([^:]*):([0-9]{12}):.+");

  private ServiceResource() {}

  /**
   * @param more further attributes; they override the others
   * @param logGroups names of the CloudWatch log groups that the process writes to
   */
  static Resource of(String serviceName, Map<String, String> more, List<String> logGroups) {
    AttributesBuilder attributes = Attributes.builder();
    attributes.put(SERVICE_NAME, serviceName);
    // The collector leaves the whole aws block out of a segment for any other provider.
    attributes.put("cloud.provider", "aws");
    if (!logGroups.isEmpty()) {
      attributes.put(LOG_GROUPS, logGroups);
    }
    more.forEach(attributes::put);
    attributes.put(SERVICE_NAME, segmentName(more.getOrDefault("service.name", serviceName)));
    // The default says, with telemetry.sdk.language, how to read the stacks of exceptions.
    return Resource.getDefault().merge(Resource.create(attributes.build()));
  }

  static String serviceName(Resource resource) {
    return String.valueOf(resource.getAttribute(SERVICE_NAME));
  }

  /** Account and region, where the environment or {@code arn} tells them. */
  static Map<String, String> cloud(Map<String, String> environment, @Nullable String arn) {
    Matcher parts = ARN.matcher(arn == null ? "" : arn);
    boolean known = parts.matches();
    Map<String, String> cloud = new HashMap<>();
    if (known) {
      cloud.put("cloud.account.id", parts.group(2));
    }
    Stream.of(environment.get("AWS_REGION"), environment.get("AWS_DEFAULT_REGION"))
        .map(Settings::blankToNull)
        .flatMap(Stream::ofNullable)
        .findFirst()
        .or(() -> Stream.of(known ? parts.group(1) : "").filter(r -> !r.isEmpty()).findFirst())
        .ifPresent(region -> cloud.put("cloud.region", region));
    return cloud;
  }

  static String segmentName(String name) {
    String allowed = SegmentNames.NOT_IN_A_NAME.matcher(name).replaceAll("").strip();
    String bounded =
        allowed.codePointCount(0, allowed.length()) <= NAME_LENGTH
            ? allowed
            : allowed.substring(0, allowed.offsetByCodePoints(0, NAME_LENGTH));
    return bounded.isEmpty() ? "unnamed" : bounded;
  }
}
