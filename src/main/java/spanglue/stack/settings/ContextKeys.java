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
  /**
   * The longest name is a role's, in the region with the longest name: 31 characters of {@code
   * name} leave room for it in IAM's 64. SSM refuses parameters that begin with aws or ssm, the DNS
   * a label that ends in a hyphen.
   */
  static final ContextKey<String> NAME =
      new ContextKey<>(
          "name",
          "spanglue",
          Allowed.of(
              "(?!aws|ssm)[a-z]([a-z0-9-]{0,29}[a-z0-9])?",
              "at most 31 of a-z, 0-9 and -, beginning with a letter but not with aws or ssm, and not"
                  + " ending in -"),
          "begins the name of all that has one, so that an account has room for more than one stack");

  static final ContextKey<Boolean> RETAIN_DATA =
      new ContextKey<>(
          "retainData",
          "false",
          Allowed.flag(),
          "whether cdk destroy leaves the bucket and its key");

  static final ContextKey<Traces> TRACES =
      new ContextKey<>(
          "traces",
          "collector",
          Allowed.oneOf(List.of(Traces.values())),
          "by which way traces and metrics leave a job: collector, through collectors in a network;"
              + " direct, by signed calls of X-Ray and CloudWatch, with no network; otlp, likewise but"
              + " by X-Ray's OTLP endpoint, which needs Transaction Search");

  static final ContextKey<Integer> COLLECTORS =
      new ContextKey<>("collectors", "1", Allowed.number(1, 10), "collector tasks");

  static final ContextKey<String> COLLECTOR_IMAGE =
      new ContextKey<>(
          "collectorImage",
          "public.ecr.aws/aws-observability/aws-otel-collector:v0.49.0",
          ImageReference.allowed(),
          "the collector's image");

  static final ContextKey<Optional<String>> PERMISSIONS_BOUNDARY =
      new ContextKey<>(
          "permissionsBoundary",
          "",
          Allowed.matching(
              "arn:aws[a-z-]*:iam::([0-9]{12}|aws):policy/[\\w+=,.@/-]+", "a policy's ARN"),
          "ARN of a policy that bounds every role; left out for none");

  static final ContextKey<Optional<String>> BOOTSTRAP_KMS_KEY_ARN =
      new ContextKey<>(
          "bootstrapKmsKeyArn",
          "",
          Allowed.matching(
              "arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+", "a key's ARN"),
          "ARN of the key of the CDK's asset bucket, where that is not cdk bootstrap's own; left"
              + " out for that one or none");

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
          "where alarms are sent; left out for nowhere");

  static final ContextKey<Integer> LOG_RETENTION_DAYS =
      new ContextKey<>(
          "logRetentionDays",
          "30",
          Allowed.oneOf(Logs.RETENTION.keySet()),
          "how long log groups keep what is written to them");

  static final ContextKey<Map<String, String>> TAGS =
      new ContextKey<>("tags", "", Allowed.tags(), "on every resource; owner=me,stage=test");

  /** Without those of {@link NetworkKeys}. */
  static final List<ContextKey<?>> ALL =
      List.of(
          NAME,
          TRACES,
          RETAIN_DATA,
          COLLECTORS,
          COLLECTOR_IMAGE,
          PERMISSIONS_BOUNDARY,
          BOOTSTRAP_KMS_KEY_ARN,
          TRACE_EVERY_RUN,
          WORKER_TYPE,
          WORKERS,
          CONCURRENT_RUNS,
          NOTIFY_EMAIL,
          LOG_RETENTION_DAYS,
          TAGS);

  private ContextKeys() {}
}
