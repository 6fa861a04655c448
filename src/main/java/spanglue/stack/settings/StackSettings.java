package spanglue.stack.settings;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import spanglue.stack.shared.Logs;
import spanglue.stack.shared.Names;

/**
 * All that a deployment can choose, by the names of its context keys ({@code cdk deploy -c
 * workers=4}).
 *
 * @param retainData whether {@code cdk destroy} leaves the bucket and its key; false
 * @param azs names of the availability zones, two or more; empty for the region's first two
 * @param collectors collector tasks; 1
 * @param collectorImage the collector's image
 * @param permissionsBoundary ARN of a policy that bounds every role; null for none
 * @param traceEveryRun whether a run is traced that Lambda did not sample; true
 * @param workerType Glue's worker type, which sets a job's memory: {@code G.1X} has 16 GB
 * @param workers the most workers of a run, the driver's included; 2
 * @param concurrentRuns runs of one job at the same time; 20
 * @param notifyEmail where alarms are sent; null for nowhere
 * @param logRetentionDays 30
 * @param tags on every resource; {@code owner=me,stage=test}
 */
public record StackSettings(
    boolean retainData,
    List<String> azs,
    int collectors,
    String collectorImage,
    @Nullable String permissionsBoundary,
    boolean traceEveryRun,
    String workerType,
    int workers,
    int concurrentRuns,
    @Nullable String notifyEmail,
    int logRetentionDays,
    Map<String, String> tags) {

  static final String COLLECTOR_IMAGE =
      "public.ecr.aws/aws-observability/aws-otel-collector:v0.49.0";

  private static final Set<String> WORKER_TYPES =
      Set.of("G.1X", "G.2X", "G.4X", "G.8X", "G.12X", "G.16X", "R.1X", "R.2X", "R.4X", "R.8X");
  private static final int MAX_COLLECTORS = 10;
  private static final int MAX_WORKERS = 299;
  private static final int MAX_CONCURRENT_RUNS = 1000;

  /** What all physical names begin with; no context key chooses it. */
  public Names names() {
    return new Names("spanglue");
  }

  /** What is deployed where the context says nothing. */
  public static StackSettings defaults() {
    return from(key -> null);
  }

  /**
   * Reads the context.
   *
   * @param context a key's value, null where it has none
   * @throws IllegalArgumentException naming the key, its value and what is allowed
   */
  public static StackSettings from(Function<String, @Nullable Object> context) {
    var values = new ContextValues(context);
    return new StackSettings(
        values.flag("retainData", false),
        values.list("azs", 2),
        values.number("collectors", 1, 1, MAX_COLLECTORS),
        values.text("collectorImage", COLLECTOR_IMAGE),
        values.matching("permissionsBoundary", "arn:[^:]+:iam::.*:policy/.+", "a policy's ARN"),
        values.flag("traceEveryRun", true),
        values.oneOf("workerType", "G.1X", WORKER_TYPES),
        values.number("workers", 2, 2, MAX_WORKERS),
        values.number("concurrentRuns", 20, 1, MAX_CONCURRENT_RUNS),
        values.matching("notifyEmail", "[^@\\s]+@[^@\\s]+", "an e-mail address"),
        values.oneOf("logRetentionDays", 30, Logs.RETENTION.keySet()),
        values.pairs("tags"));
  }
}
