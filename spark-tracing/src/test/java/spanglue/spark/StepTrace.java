package spanglue.spark;

import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import spanglue.spark.internal.plan.Findings.Thresholds;
import spanglue.tracing.JobTracing;
import spanglue.tracing.JobTracingConfig;
import spanglue.tracing.OtlpReceiver;
import spanglue.tracing.vocabulary.Term;

/** What the trace of a job shows, as it was received; all jobs share one local Spark. */
final class StepTrace {
  static final SparkSession SPARK =
      SparkSession.builder()
          .master("local[2]")
          .config("spark.ui.enabled", "false")
          .config("spark.driver.host", "127.0.0.1")
          .config("spark.driver.bindAddress", "127.0.0.1")
          .config("spark.sql.shuffle.partitions", "2")
          .config("spark.sql.warehouse.dir", "target/warehouse")
          .config("spark.log.level", "ERROR")
          .getOrCreate();

  /** The job. */
  @FunctionalInterface
  interface Job {
    void run(Steps steps) throws Exception;
  }

  private final List<Span> spans;
  private final Map<String, Span> byId = new HashMap<>();

  private StepTrace(List<Span> spans) {
    this.spans = spans;
    spans.forEach(span -> byId.put(OtlpReceiver.id(span), span));
  }

  /** Runs a job with its trace; what it throws is on its root, as in a real one. */
  static StepTrace of(Job job) {
    return of(Thresholds.DEFAULT, job);
  }

  static StepTrace of(Thresholds thresholds, Job job) {
    return of(thresholds, Duration.ofHours(1), job);
  }

  /** What is sent while the job runs: from then on, and what is open as often. */
  static StepTrace of(Duration openEvery, Job job) {
    return of(Thresholds.DEFAULT, openEvery, job);
  }

  private static StepTrace of(Thresholds thresholds, Duration openEvery, Job job) {
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      try (JobTracing tracing =
          JobTracing.start(
              JobTracingConfig.builder("test", "jr_1")
                  .otlpEndpoint(receiver.url())
                  .openEvery(openEvery)
                  .build())) {
        SparkTracing.start(SPARK.sparkContext(), tracing, false, thresholds);
        try {
          job.run(new Steps(SPARK));
        } catch (Exception e) {
          tracing.fail(e);
        }
      } finally {
        SPARK.catalog().clearCache();
      }
      return new StepTrace(receiver.spans());
    }
  }

  /** The one span of that name. */
  Span span(String name) {
    List<Span> found = spans.stream().filter(span -> span.getName().equals(name)).toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " spans '" + name + "' in\n" + this);
    }
    return found.get(0);
  }

  /** A step's or action's attribute. */
  Object of(String name, String attribute) {
    return OtlpReceiver.attributes(span(name)).get(attribute);
  }

  /** The same by its constant: what is asserted to be absent must not be a typing error. */
  Object of(String name, Term attribute) {
    return of(name, attribute.key());
  }

  String label(String step) {
    return String.valueOf(of(step, "spanglue.step.attribution"));
  }

  /** The names of the steps under an action, in their order. */
  List<String> stepsOf(String action) {
    String parent = OtlpReceiver.id(span(action));
    return spans.stream()
        .filter(span -> OtlpReceiver.parent(span).equals(parent))
        .filter(span -> OtlpReceiver.attributes(span).containsKey("spanglue.step.attribution"))
        .map(Span::getName)
        .toList();
  }

  /** The names of the actions, in their order. */
  List<String> actions() {
    String root = OtlpReceiver.id(span(JobTracing.ROOT_NAME));
    return spans.stream()
        .filter(span -> OtlpReceiver.parent(span).equals(root) && !Gaps.isGap(span))
        .map(Span::getName)
        .toList();
  }

  /** The spans right under another, of what Spark ran. */
  List<Span> childrenOf(Span parent) {
    String id = OtlpReceiver.id(parent);
    return spans.stream()
        .filter(span -> OtlpReceiver.parent(span).equals(id) && !Gaps.isGap(span))
        .toList();
  }

  /** The spans right under another in which nothing ran. */
  List<Span> gapsOf(Span parent) {
    String id = OtlpReceiver.id(parent);
    return spans.stream()
        .filter(span -> OtlpReceiver.parent(span).equals(id) && Gaps.isGap(span))
        .toList();
  }

  /** All of them. */
  List<Span> spans() {
    return spans;
  }

  Span root() {
    return span(JobTracing.ROOT_NAME);
  }

  List<?> findings() {
    Object findings = of(JobTracing.ROOT_NAME, "spanglue.findings");
    return findings == null ? List.of() : (List<?>) findings;
  }

  boolean failed(String name) {
    return span(name).getStatus().getCode() == StatusCode.STATUS_CODE_ERROR;
  }

  double seconds(String name) {
    Span span = span(name);
    return (span.getEndTimeUnixNano() - span.getStartTimeUnixNano()) / 1e9;
  }

  /** Whether a span's interval is within that of its parent. */
  boolean isInsideItsParent(String name) {
    return isInsideItsParent(span(name));
  }

  boolean isInsideItsParent(Span span) {
    Span parent = byId.get(OtlpReceiver.parent(span));
    return parent != null
        && parent.getStartTimeUnixNano() <= span.getStartTimeUnixNano()
        && span.getEndTimeUnixNano() <= parent.getEndTimeUnixNano();
  }

  /** The whole of it, to read. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    spans.stream()
        .filter(span -> !byId.containsKey(OtlpReceiver.parent(span)))
        .forEach(root -> print(root, "", text));
    return text.toString();
  }

  private void print(Span span, String indent, StringBuilder text) {
    text.append(indent)
        .append(span.getName())
        .append(
            " %.3f s ".formatted((span.getEndTimeUnixNano() - span.getStartTimeUnixNano()) / 1e9))
        .append(OtlpReceiver.attributes(span))
        .append('\n');
    String id = OtlpReceiver.id(span);
    spans.stream()
        .filter(child -> OtlpReceiver.parent(child).equals(id))
        .forEach(child -> print(child, indent + "  ", text));
  }
}
