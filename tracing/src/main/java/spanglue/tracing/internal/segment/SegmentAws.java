package spanglue.tracing.internal.segment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@code aws} part of a segment. */
final class SegmentAws {
  private SegmentAws() {}

  /** Empty where the resource names another cloud. */
  static Map<String, Object> take(Map<String, Object> attributes, Map<String, Object> resource) {
    Object method = attributes.remove("rpc.method");
    Object operation = attributes.remove("aws.operation");
    Object account = attributes.remove("aws.account_id");
    Object region = attributes.remove("aws.region");
    Object request = either(attributes, "aws.request_id", "aws.requestId");
    Object queue = either(attributes, "aws.queue_url", "aws.queue.url");
    Object table = either(attributes, "aws.table_name", "aws.table.name");
    if (!SegmentPlatform.isAws(resource)) {
      return Map.of();
    }
    SegmentFields aws = new SegmentFields();
    SegmentPlatform.put(aws, resource);
    List<Object> logs = logGroups(resource);
    return aws.put("cloudwatch_logs", logs.isEmpty() ? null : logs)
        .put("xray", xray(resource))
        .put("account_id", account == null ? resource.get("cloud.account.id") : account)
        .put("operation", operation == null ? method : operation)
        .put("region", region)
        .put("request_id", request)
        .put("queue_url", attributes.getOrDefault("messaging.url", queue == null ? "" : queue))
        .put("table_name", table)
        .asMap();
  }

  private static Map<String, Object> xray(Map<String, Object> resource) {
    String sdk = resource.get("telemetry.sdk.name") instanceof String name ? name : "";
    String language = resource.get("telemetry.sdk.language") instanceof String name ? name : "";
    String suffix = " for " + language;
    boolean saysIt = sdk.toLowerCase(Locale.ROOT).endsWith(suffix.toLowerCase(Locale.ROOT));
    return new SegmentFields()
        .put("sdk", sdk.isEmpty() || language.isEmpty() || saysIt ? sdk : sdk + suffix)
        .put("sdk_version", resource.get("telemetry.sdk.version"))
        .put("auto_instrumentation", resource.containsKey("telemetry.auto.version"))
        .asMap();
  }

  /** Texts name several groups with {@code &} between them. */
  private static List<Object> logGroups(Map<String, Object> resource) {
    List<Object> groups = new ArrayList<>();
    for (String arn : texts(resource.get("aws.log.group.arns"))) {
      String[] parts = arn.split(":", -1);
      groups.add(
          new SegmentFields()
              .putAlways("log_group", parts.length >= 7 ? parts[6] : arn)
              .putAlways("arn", arn)
              .asMap());
    }
    if (groups.isEmpty()) {
      texts(resource.get("aws.log.group.names"))
          .forEach(name -> groups.add(Map.of("log_group", name)));
    }
    return groups;
  }

  private static List<String> texts(@Nullable Object value) {
    if (value instanceof Collection<?> list) {
      return list.stream().map(String::valueOf).toList();
    }
    return value instanceof String text
        ? List.of(text.split("&")).stream().filter(part -> !part.isEmpty()).toList()
        : List.of();
  }

  private static @Nullable Object either(Map<String, Object> attributes, String key, String other) {
    Object first = attributes.remove(key);
    Object second = attributes.remove(other);
    return first == null ? second : first;
  }
}
