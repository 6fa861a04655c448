package spanglue.spark;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.Dataset;
import org.jspecify.annotations.Nullable;
import spanglue.spark.QueueDrain.RunEvents;
import spanglue.spark.internal.ledger.Completion;
import spanglue.spark.internal.ledger.JobTags;

/**
 * The time in which a named action runs: what Spark does meanwhile on this thread is part of it.
 */
final class ActionScope implements AutoCloseable {
  private static final AtomicLong NUMBERS = new AtomicLong();

  private final SparkContext context;
  private final @Nullable TracedApplication application;
  private final String tag;
  private Completion completion = Completion.SUCCEEDED;

  ActionScope(SparkContext context, String name, @Nullable Dataset<?> frame) {
    this.context = context;
    this.application = SparkTracing.of(context);
    this.tag = JobTags.ofAction(NUMBERS.incrementAndGet(), name);
    if (application != null) {
      application.guard(
          () -> {
            if (frame != null) {
              application.steps().input(tag, frame);
            }
            application.post(new RunEvents.NamedActionStart(tag, name, System.currentTimeMillis()));
            context.addJobTag(tag);
          });
    }
  }

  /** The body threw. */
  void failed(Throwable thrown) {
    if (application != null) {
      application.guard(() -> completion = Completion.thrown(thrown));
    }
  }

  @Override
  public void close() {
    if (application != null) {
      application.guard(
          () -> {
            context.removeJobTag(tag);
            application.post(
                new RunEvents.NamedActionEnd(tag, System.currentTimeMillis(), completion));
          });
    }
  }
}
