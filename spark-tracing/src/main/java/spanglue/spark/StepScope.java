package spanglue.spark;

import org.apache.spark.SparkContext;
import org.apache.spark.sql.Dataset;
import org.jspecify.annotations.Nullable;
import spanglue.spark.internal.ledger.JobTags;
import spanglue.spark.internal.plan.Step;
import spanglue.spark.internal.plan.StepTags;

/** The time in which a step's lambda runs: what Spark does meanwhile on this thread has its tag. */
final class StepScope implements AutoCloseable {
  private final SparkContext context;
  private final @Nullable TracedApplication application;
  private final @Nullable Step step;
  private final @Nullable Dataset<?> input;
  private final String tag;

  StepScope(SparkContext context, String name, @Nullable Dataset<?> input) {
    this.context = context;
    this.application = SparkTracing.of(context);
    String safe = application == null ? "" : application.safeName(name);
    this.step = application == null ? null : application.steps().define(safe);
    this.tag = input == null ? JobTags.ofSource(safe) : JobTags.ofStep(safe);
    this.input = input;
    if (application != null) {
      application.guard(() -> context.addJobTag(tag));
    }
  }

  /** Marks what the step made, and returns it. */
  <T> Dataset<T> made(Dataset<T> output) {
    if (application != null && step != null) {
      application.guard(() -> StepTags.mark(output, input, step));
    }
    return output;
  }

  @Override
  public void close() {
    if (application != null) {
      application.guard(() -> context.removeJobTag(tag));
    }
  }
}
