package spanglue.stack.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import spanglue.stack.shared.Names;

/** All that a deployment can choose; what each component means is in {@link ContextKeys}. */
public record StackSettings(
    String name,
    boolean retainData,
    List<String> azs,
    int collectors,
    String collectorImage,
    Optional<String> permissionsBoundary,
    Optional<String> bootstrapKmsKeyArn,
    boolean kmsEndpoint,
    boolean traceEveryRun,
    String workerType,
    int workers,
    int concurrentRuns,
    Optional<String> notifyEmail,
    int logRetentionDays,
    Map<String, String> tags) {

  /** All physical names, which {@link #name} begins. */
  public Names names() {
    return new Names(name);
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
    return new StackSettings(
        ContextKeys.NAME.in(context),
        ContextKeys.RETAIN_DATA.in(context),
        ContextKeys.AZS.in(context),
        ContextKeys.COLLECTORS.in(context),
        ContextKeys.COLLECTOR_IMAGE.in(context),
        ContextKeys.PERMISSIONS_BOUNDARY.in(context),
        ContextKeys.BOOTSTRAP_KMS_KEY_ARN.in(context),
        ContextKeys.KMS_ENDPOINT.in(context),
        ContextKeys.TRACE_EVERY_RUN.in(context),
        ContextKeys.WORKER_TYPE.in(context),
        ContextKeys.WORKERS.in(context),
        ContextKeys.CONCURRENT_RUNS.in(context),
        ContextKeys.NOTIFY_EMAIL.in(context),
        ContextKeys.LOG_RETENTION_DAYS.in(context),
        ContextKeys.TAGS.in(context));
  }
}
