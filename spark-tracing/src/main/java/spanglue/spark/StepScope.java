package spanglue.spark;

import org.apache.spark.SparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.jspecify.annotations.Nullable;
import spanglue.spark.internal.ledger.JobTags;
import spanglue.spark.internal.plan.Shims;
import spanglue.spark.internal.plan.Step;
import spanglue.spark.internal.plan.StepTags;

/** The time in which a step's lambda runs: what Spark does meanwhile on this thread has its tag. */
final class StepScope implements AutoCloseable {
  private final SparkContext context;
  private final @Nullable SparkRun run;
  private final @Nullable Step step;
  private final @Nullable LogicalPlan input;
  private final String tag;

  StepScope(SparkContext context, String name, @Nullable Dataset<?> frame) {
    this.context = context;
    this.run = SparkTracing.runOf(context);
    this.step = run == null ? null : run.steps().define(name);
    this.tag = frame == null ? JobTags.ofSource(name) : JobTags.ofStep(name);
    LogicalPlan[] plan = {null};
    if (run != null) {
      run.guard(
          () -> {
            plan[0] = frame == null ? null : Shims.plan(frame);
            context.addJobTag(tag);
          });
    }
    this.input = plan[0];
  }

  /** Marks what the step made, and returns it. */
  <T> Dataset<T> made(Dataset<T> output) {
    if (run != null && step != null) {
      run.guard(() -> mark(Shims.plan(output), step));
    }
    return output;
  }

  private void mark(LogicalPlan output, Step made) {
    if (input == null) {
      StepTags.markSource(output, made);
    } else {
      StepTags.mark(output, input, made);
    }
  }

  @Override
  public void close() {
    if (run != null) {
      run.guard(() -> context.removeJobTag(tag));
    }
  }
}
