package spanglue.spark.internal.plan;

import java.util.List;
import java.util.Map;
import spanglue.tracing.spi.FinishedSpan;

/**
 * The named steps of a run.
 *
 * @param steps the step spans to add under each action, by {@link ActionRecord#id}
 * @param findings what the run could do better, one line each
 */
public record StepReport(Map<Long, List<FinishedSpan>> steps, List<String> findings) {
  public static final StepReport NONE = new StepReport(Map.of(), List.of());
}
