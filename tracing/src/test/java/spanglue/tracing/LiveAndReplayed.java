package spanglue.tracing;

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

/**
 * The trace of a Spark run and that of its event log: the same, but for what a log can't say, which
 * is here and in docs/explain.md.
 */
public final class LiveAndReplayed {
  /**
   * Of an exception that failed a query a log has the text alone, and so not its class, nor a stack
   * that is cut.
   */
  private static final Set<String> DIFFERENT = Set.of("error.type", "spanglue.cut.attributes");

  /**
   * The first failure's text begins with its cause, which is in the exception. A log begins with
   * the context, and who started the job, as what, is not in it; what became of the program is not
   * in it either, where nobody told Spark.
   */
  private static final Set<String> DIFFERENT_ON_THE_ROOT =
      Set.of(
          "aws.xray.annotations",
          "error.type",
          "job_name",
          "job_run_id",
          "outcome",
          "spanglue.actions.first_failed",
          "spanglue.critical_path.classes",
          "spanglue.gap.count",
          "spanglue.parent.lookup.calls",
          "spanglue.parent.source",
          "spanglue.time.jvm_start");

  /** A job that closes its trace by itself does so before the context ends, as the log has it. */
  private static final Set<String> AFTER_THE_LAST_ACTION =
      Set.of("spanglue.time.end", "spanglue.time.driver");

  /** A span without its ids. */
  private record Told(
      String name,
      String parent,
      long startNanos,
      long endNanos,
      boolean failed,
      Map<String, Object> figures) {}

  private LiveAndReplayed() {}

  /**
   * Holds that the spans are the same: names, parents, times to the millisecond, outcomes and
   * attributes; and that the root says the same of all that ran.
   */
  public static void areTheSame(OtlpReceiver live, OtlpReceiver replayed) {
    areTheSame(live, replayed, Set.of());
  }

  /** The same but for these attributes. */
  public static void areTheSame(OtlpReceiver live, OtlpReceiver replayed, Set<String> but) {
    spansAreTheSame(told(live, but), told(replayed, but));
    Map<String, Object> expected = root(live);
    expected.keySet().removeAll(but);
    Map<String, Object> said = root(replayed);
    said.keySet().removeAll(but);
    assertThat(said).isEqualTo(expected);
  }

  /** The same of a job that made its root itself, and said more on it. */
  public static void areTheSameOfAJob(OtlpReceiver live, OtlpReceiver replayed) {
    spansAreTheSame(withoutLastGap(told(live, Set.of())), withoutLastGap(told(replayed, Set.of())));
    Map<String, Object> said = root(replayed);
    said.keySet().removeAll(AFTER_THE_LAST_ACTION);
    assertThat(said).hasSizeGreaterThan(20);
    assertThat(root(live)).containsAllEntriesOf(said);
  }

  private static void spansAreTheSame(List<Told> live, List<Told> replayed) {
    assertThat(live).isNotEmpty();
    assertThat(replayed).containsExactlyElementsOf(live);
  }

  /**
   * What comes after the last action is {@code driver} until the context ends: then it is the end.
   */
  private static List<Told> withoutLastGap(List<Told> told) {
    Told last =
        told.stream()
            .filter(span -> span.parent().equals(JobTracing.ROOT_NAME))
            .filter(span -> Set.of("driver", "end").contains(span.name()))
            .max(Comparator.comparingLong(Told::startNanos))
            .orElseThrow();
    return told.stream().filter(span -> !span.equals(last)).toList();
  }

  private static List<Told> told(OtlpReceiver receiver, Set<String> but) {
    Map<String, Span> byId =
        receiver.spans().stream().collect(toMap(OtlpReceiver::id, Function.identity()));
    return byId.values().stream()
        .filter(span -> byId.containsKey(OtlpReceiver.parent(span)))
        .filter(span -> !span.getName().equals("jvm start"))
        .map(span -> told(span, byId.get(OtlpReceiver.parent(span)), but))
        .sorted(Comparator.comparing(Told::toString))
        .toList();
  }

  private static Told told(Span span, Span parent, Set<String> but) {
    Map<String, Object> figures = without(span, DIFFERENT);
    figures.keySet().removeAll(but);
    boolean isTop = parent.getName().equals(JobTracing.ROOT_NAME);
    return new Told(
        span.getName(),
        parent.getName() + (isTop ? "" : " from " + parent.getStartTimeUnixNano()),
        span.getStartTimeUnixNano(),
        span.getEndTimeUnixNano(),
        span.getStatus().getCode() == StatusCode.STATUS_CODE_ERROR,
        figures);
  }

  /** What the root says of all that ran. */
  private static Map<String, Object> root(OtlpReceiver receiver) {
    return without(receiver.span(JobTracing.ROOT_NAME), DIFFERENT_ON_THE_ROOT);
  }

  private static Map<String, Object> without(Span span, Set<String> keys) {
    Map<String, Object> attributes = new TreeMap<>(OtlpReceiver.attributes(span));
    attributes.keySet().removeAll(keys);
    return attributes;
  }
}
