package spanglue.spark;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.Dataset;
import org.jspecify.annotations.Nullable;
import spanglue.spark.event.NamedActionEnded;
import spanglue.spark.event.NamedActionStarted;
import spanglue.spark.internal.ledger.Completion;
import spanglue.spark.internal.ledger.JobTags;
import spanglue.tracing.spi.SpanFailure;

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
    String safe = application == null ? "" : application.safeName(name);
    this.tag = JobTags.ofAction(NUMBERS.incrementAndGet(), safe);
    if (application != null) {
      application.guard(
          () -> {
            if (frame != null) {
              application.steps().input(tag, frame);
            }
            application.post(new NamedActionStarted(tag, safe, System.currentTimeMillis()));
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
            SpanFailure failure = completion.failure();
            application.post(
                new NamedActionEnded(
                    tag,
                    System.currentTimeMillis(),
                    completion.status().text(),
                    failure == null ? "" : failure.type(),
                    failure == null ? "" : application.redacted(failure.message()),
                    failure == null ? "" : application.redacted(failure.stack())));
          });
    }
  }
}
