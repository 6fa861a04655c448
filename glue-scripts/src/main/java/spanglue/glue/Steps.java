package spanglue.glue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import spanglue.tracing.FinishedSpan;
import spanglue.tracing.SpanBody;
import spanglue.tracing.Spans;

/**
 * The named operations of a job. Spark is lazy: {@link #apply} only notes that a step is part of a
 * frame, and {@link #action} times what runs, with a span for the action and, under it, one for
 * each step that it is the first to materialize.
 */
public final class Steps {
  private final Spans spans;
  private final IdentityHashMap<Dataset<Row>, List<String>> stepsOf = new IdentityHashMap<>();
  private final Set<String> reported = new LinkedHashSet<>();

  public Steps(Spans spans) {
    this.spans = spans;
  }

  /** Defines a step that makes a frame; nothing runs. */
  public <E extends Exception> Dataset<Row> read(String step, FrameSource<E> source) throws E {
    Dataset<Row> output = source.get();
    stepsOf.put(output, List.of(step));
    return output;
  }

  /** Defines a step on a frame; nothing runs. */
  public Dataset<Row> apply(
      String step, Dataset<Row> input, UnaryOperator<Dataset<Row>> operation) {
    Dataset<Row> output = operation.apply(input);
    List<String> steps = new ArrayList<>(stepsOf.getOrDefault(input, List.of()));
    steps.add(step);
    stepsOf.put(output, steps);
    return output;
  }

  /** Runs an action that materializes no frame of steps. */
  public <T, E extends Exception> T action(String name, SpanBody<T, E> body) throws E {
    return spans.call(name, body);
  }

  /** Runs an action over a frame. */
  public <T, E extends Exception> T action(String name, Dataset<Row> frame, FrameAction<T, E> body)
      throws E {
    List<String> steps =
        stepsOf.getOrDefault(frame, List.of()).stream().filter(reported::add).toList();
    return spans.call(
        name,
        span -> {
          try {
            return body.run(frame);
          } finally {
            Instant end = Instant.now();
            steps.forEach(
                step ->
                    span.spans()
                        .add(
                            new FinishedSpan(
                                step,
                                span.startTime(),
                                end,
                                Map.of(
                                    "spanglue.step",
                                    "fused",
                                    "spanglue.step.shared",
                                    steps.size() > 1))));
          }
        });
  }

  /** Where a frame comes from. */
  @FunctionalInterface
  public interface FrameSource<E extends Exception> {
    Dataset<Row> get() throws E;
  }

  /** What an action does with its frame. */
  @FunctionalInterface
  public interface FrameAction<T, E extends Exception> {
    T run(Dataset<Row> frame) throws E;
  }
}
