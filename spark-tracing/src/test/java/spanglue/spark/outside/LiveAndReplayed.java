package spanglue.spark.outside;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import spanglue.spark.vocabulary.SparkAttribute;
import spanglue.spark.vocabulary.TimeClass;
import spanglue.tracing.JobTracing;
import spanglue.tracing.OtlpReceiver;
import spanglue.tracing.vocabulary.TraceAttribute;

/** The trace of a run and that of its event log: the same, but for what a log can't say. */
final class LiveAndReplayed {
  /** Of an exception that failed a query a log has the text alone, and so not its class. */
  private static final Set<String> DIFFERENT = Set.of(TraceAttribute.ERROR_TYPE.key());

  /**
   * The first failure's text begins with its cause, which is in the exception. A log begins with
   * the context, and who started the job, as what, is not in it; what became of the program is not
   * in it either, where nobody told Spark.
   */
  private static final Set<String> DIFFERENT_ON_THE_ROOT =
      Set.of(
          SparkAttribute.FIRST_FAILED_ACTION.key(),
          SparkAttribute.GAP_COUNT.key(),
          SparkAttribute.CRITICAL_PATH_CLASSES.key(),
          TimeClass.JVM_START.key(),
          TraceAttribute.ERROR_TYPE.key(),
          TraceAttribute.JOB_NAME.key(),
          TraceAttribute.OUTCOME.key(),
          TraceAttribute.PARENT_SOURCE.key());

  /** A span without its ids; its parent by name and time. */
  private record Told(
      String name, String parent, Interval interval, boolean failed, Map<String, Object> figures) {}

  private LiveAndReplayed() {}

  /**
   * Holds that the spans are the same: names, parents, times to the millisecond, outcomes and
   * attributes.
   */
  static void areTheSame(OtlpReceiver live, OtlpReceiver replayed) {
    assertThat(told(live)).isNotEmpty();
    assertThat(told(replayed)).containsExactlyElementsOf(told(live));
    assertThat(root(replayed)).isEqualTo(root(live));
  }

  private static List<Told> told(OtlpReceiver receiver) {
    Map<String, Span> byId =
        receiver.spans().stream().collect(toMap(OtlpReceiver::id, Function.identity()));
    return byId.values().stream()
        .filter(span -> byId.containsKey(OtlpReceiver.parent(span)))
        .filter(span -> !span.getName().equals(TimeClass.JVM_START.spanName()))
        .map(span -> told(span, byId.get(OtlpReceiver.parent(span))))
        .sorted(Comparator.comparing(Told::toString))
        .toList();
  }

  private static Told told(Span span, Span parent) {
    boolean isTop = parent.getName().equals(JobTracing.ROOT_NAME);
    return new Told(
        span.getName(),
        isTop ? parent.getName() : Interval.of(parent) + " " + parent.getName(),
        Interval.of(span),
        span.getStatus().getCode() == StatusCode.STATUS_CODE_ERROR,
        without(span, DIFFERENT));
  }

  /** What the root says of all that ran. */
  private static Map<String, Object> root(OtlpReceiver receiver) {
    return without(receiver.span(JobTracing.ROOT_NAME), DIFFERENT_ON_THE_ROOT);
  }

  private static Map<String, Object> without(Span span, Set<String> keys) {
    TreeMap<String, Object> attributes = new TreeMap<>(OtlpReceiver.attributes(span));
    attributes.keySet().removeAll(keys);
    return attributes;
  }
}
