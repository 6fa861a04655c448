package spanglue.stack.settings;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import spanglue.stack.shared.Names;

/** All that a deployment can choose; what each component means is in {@link ContextKeys}. */
public record StackSettings(
    String name,
    Traces traces,
    boolean retainData,
    int collectors,
    String collectorImage,
    Optional<String> permissionsBoundary,
    Optional<String> bootstrapKmsKeyArn,
    boolean traceEveryRun,
    String workerType,
    int workers,
    int concurrentRuns,
    Optional<String> notifyEmail,
    int logRetentionDays,
    Map<String, String> tags,
    NetworkSettings network) {

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
   * @throws IllegalArgumentException naming the key, its value and what is allowed, or the keys
   *     that don't go together
   */
  public static StackSettings from(Function<String, @Nullable Object> context) {
    var settings =
        new StackSettings(
            ContextKeys.NAME.in(context),
            ContextKeys.TRACES.in(context),
            ContextKeys.RETAIN_DATA.in(context),
            ContextKeys.COLLECTORS.in(context),
            ContextKeys.COLLECTOR_IMAGE.in(context),
            ContextKeys.PERMISSIONS_BOUNDARY.in(context),
            ContextKeys.BOOTSTRAP_KMS_KEY_ARN.in(context),
            ContextKeys.TRACE_EVERY_RUN.in(context),
            ContextKeys.WORKER_TYPE.in(context),
            ContextKeys.WORKERS.in(context),
            ContextKeys.CONCURRENT_RUNS.in(context),
            ContextKeys.NOTIFY_EMAIL.in(context),
            ContextKeys.LOG_RETENTION_DAYS.in(context),
            ContextKeys.TAGS.in(context),
            NetworkSettings.from(context));
    new KeyCombinations(
            settings.traces(), settings.network(), key -> context.apply(key.name()) != null)
        .check();
    return settings;
  }
}
