package spanglue.spark;

import java.util.function.Function;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;

/**
 * The named operations of a job.
 *
 * <pre>{@code
 * Steps steps = new Steps(spark);
 * Dataset<Row> orders = steps.read("read orders", () -> spark.read().schema(SCHEMA).csv(path));
 * Dataset<Row> paid = steps.apply("keep paid orders", orders, Orders::paid);
 * steps.run("write orders", paid, frame -> frame.write().parquet(out));
 * }</pre>
 *
 * <p>Spark is lazy: {@link #read} and {@link #apply} only define a step. It is in the trace under
 * the first action that ran it, whoever asked for that action, over the time of the stages that it
 * ran in, and says how well that is known ({@code spanglue.step.attribution}): {@code measured}
 * where an operator of its own reports rows or time, {@code fused} where its code was one with that
 * of other operators, {@code unmeasured} where nothing that ran is known to be its own. {@link
 * #action} names what runs at once.
 *
 * <p>Where {@link SparkTracing} is not attached the operations just run. Nothing here fails but for
 * what the operations themselves throw. Safe for use by several threads.
 */
public final class Steps {
  private final SparkContext context;

  /** The steps of a session's application. */
  public Steps(SparkSession spark) {
    this.context = spark.sparkContext();
  }

  /**
   * Defines a step that makes a frame of nothing. What it runs, such as a look at a file's schema,
   * counts as a hidden action.
   */
  public <T, E extends Exception> Dataset<T> read(String step, Source<T, E> source) throws E {
    try (StepScope scope = new StepScope(context, step, null)) {
      return scope.made(source.get());
    }
  }

  /** Defines a step on a frame. What it runs counts as a hidden action. */
  public <T, U> Dataset<U> apply(
      String step, Dataset<T> input, Function<Dataset<T>, Dataset<U>> operation) {
    try (StepScope scope = new StepScope(context, step, input)) {
      return scope.made(operation.apply(input));
    }
  }

  /** Runs an action: whatever Spark does in it, if anything, is one action of this name. */
  public <T, E extends Exception> T action(String name, Action<T, E> body) throws E {
    return run(new ActionScope(context, name, null), body);
  }

  /** Runs an action over a frame. */
  public <F, T, E extends Exception> T action(
      String name, Dataset<F> frame, FrameAction<F, T, E> body) throws E {
    return run(new ActionScope(context, name, frame), () -> body.run(frame));
  }

  /** Runs an action that has no result. */
  public <E extends Exception> void run(String name, Work<E> body) throws E {
    this.<Boolean, E>action(
        name,
        () -> {
          body.run();
          return true;
        });
  }

  /** Runs an action over a frame that has no result. */
  public <F, E extends Exception> void run(String name, Dataset<F> frame, FrameWork<F, E> body)
      throws E {
    this.<F, Boolean, E>action(
        name,
        frame,
        input -> {
          body.run(input);
          return true;
        });
  }

  private static <T, E extends Exception> T run(ActionScope scope, Action<T, E> body) throws E {
    try (scope) {
      try {
        return body.run();
      } catch (Throwable t) {
        scope.failed(t);
        throw t;
      }
    }
  }

  /** Where a frame comes from. */
  @FunctionalInterface
  public interface Source<T, E extends Exception> {
    /** Defines the frame. */
    Dataset<T> get() throws E;
  }

  /** What an action does. */
  @FunctionalInterface
  public interface Action<T, E extends Exception> {
    /** Does it. */
    T run() throws E;
  }

  /** What an action does with its frame. */
  @FunctionalInterface
  public interface FrameAction<F, T, E extends Exception> {
    /** Does it. */
    T run(Dataset<F> frame) throws E;
  }

  /** What an action without a result does. */
  @FunctionalInterface
  public interface Work<E extends Exception> {
    /** Does it. */
    void run() throws E;
  }

  /** What an action without a result does with its frame. */
  @FunctionalInterface
  public interface FrameWork<F, E extends Exception> {
    /** Does it. */
    void run(Dataset<F> frame) throws E;
  }
}
