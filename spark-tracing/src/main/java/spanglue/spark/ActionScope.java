package spanglue.spark;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.Dataset;
import org.jspecify.annotations.Nullable;
import spanglue.spark.internal.ledger.JobTags;
import spanglue.spark.internal.ledger.NamedActionEnd;
import spanglue.spark.internal.ledger.NamedActionStart;
import spanglue.spark.internal.plan.Shims;
import spanglue.spark.internal.plan.StepTags;
import spanglue.tracing.spi.SpanFailure;

/**
 * The time in which a named action runs: what Spark does meanwhile on this thread is part of it.
 */
final class ActionScope implements AutoCloseable {
  private static final AtomicLong NUMBERS = new AtomicLong();

  private final SparkContext context;
  private final @Nullable SparkRun run;
  private final String tag;
  private @Nullable SpanFailure failure;

  ActionScope(SparkContext context, String name, @Nullable Dataset<?> frame) {
    this.context = context;
    this.run = SparkTracing.runOf(context);
    this.tag = JobTags.ofAction(NUMBERS.incrementAndGet(), name);
    if (run != null) {
      run.guard(
          () -> {
            if (frame != null) {
              run.steps().input(tag, StepTags.all(Shims.plan(frame)));
            }
            run.post(new NamedActionStart(tag, name, System.currentTimeMillis()));
            context.addJobTag(tag);
          });
    }
  }

  /** The body threw. */
  void failed(Throwable thrown) {
    if (run != null) {
      run.guard(() -> failure = SpanFailure.of(thrown));
    }
  }

  @Override
  public void close() {
    if (run != null) {
      run.guard(
          () -> {
            context.removeJobTag(tag);
            run.post(new NamedActionEnd(tag, System.currentTimeMillis(), failure));
          });
    }
  }
}
