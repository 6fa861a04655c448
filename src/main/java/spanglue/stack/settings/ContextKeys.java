package spanglue.stack.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import spanglue.stack.shared.Logs;

/**
 * The context keys ({@code cdk deploy -c workers=4}): each one's default, what is allowed, and what
 * it means. README names them.
 */
final class ContextKeys {
  static final ContextKey<Boolean> RETAIN_DATA =
      new ContextKey<>(
          "retainData",
          "false",
          Allowed.flag(),
          "whether cdk destroy leaves the bucket and its key");

  static final ContextKey<List<String>> AZS =
      new ContextKey<>(
          "azs",
          "",
          Allowed.names(2),
          "names of the availability zones; empty for the region's first two");

  static final ContextKey<Integer> COLLECTORS =
      new ContextKey<>("collectors", "1", Allowed.number(1, 10), "collector tasks");

  static final ContextKey<String> COLLECTOR_IMAGE =
      new ContextKey<>(
          "collectorImage",
          "public.ecr.aws/aws-observability/aws-otel-collector:v0.49.0",
          Allowed.anyText(),
          "the collector's image");

  static final ContextKey<Optional<String>> PERMISSIONS_BOUNDARY =
      new ContextKey<>(
          "permissionsBoundary",
          "",
          Allowed.matching("arn:[^:]+:iam::.*:policy/.+", "a policy's ARN"),
          "ARN of a policy that bounds every role; empty for none");

  static final ContextKey<Boolean> TRACE_EVERY_RUN =
      new ContextKey<>(
          "traceEveryRun",
          "true",
          Allowed.flag(),
          "whether a run is traced that Lambda did not sample");

  static final ContextKey<String> WORKER_TYPE =
      new ContextKey<>(
          "workerType",
          "G.1X",
          Allowed.oneOf(
              Set.of(
                  "G.1X", "G.2X", "G.4X", "G.8X", "G.12X", "G.16X", "R.1X", "R.2X", "R.4X",
                  "R.8X")),
          "Glue's worker type, which sets a job's memory: G.1X has 16 GB");

  static final ContextKey<Integer> WORKERS =
      new ContextKey<>(
          "workers",
          "2",
          Allowed.number(2, 299),
          "the most workers of a run, the driver's included");

  static final ContextKey<Integer> CONCURRENT_RUNS =
      new ContextKey<>(
          "concurrentRuns", "20", Allowed.number(1, 1000), "runs of one job at the same time");

  static final ContextKey<Optional<String>> NOTIFY_EMAIL =
      new ContextKey<>(
          "notifyEmail",
          "",
          Allowed.matching("[^@\\s]+@[^@\\s]+", "an e-mail address"),
          "where alarms are sent; empty for nowhere");

  static final ContextKey<Integer> LOG_RETENTION_DAYS =
      new ContextKey<>(
          "logRetentionDays",
          "30",
          Allowed.oneOf(Logs.RETENTION.keySet()),
          "how long log groups keep what is written to them");

  static final ContextKey<Map<String, String>> TAGS =
      new ContextKey<>("tags", "", Allowed.pairs(), "on every resource; owner=me,stage=test");

  static final List<ContextKey<?>> ALL =
      List.of(
          RETAIN_DATA,
          AZS,
          COLLECTORS,
          COLLECTOR_IMAGE,
          PERMISSIONS_BOUNDARY,
          TRACE_EVERY_RUN,
          WORKER_TYPE,
          WORKERS,
          CONCURRENT_RUNS,
          NOTIFY_EMAIL,
          LOG_RETENTION_DAYS,
          TAGS);

  private ContextKeys() {}
}
