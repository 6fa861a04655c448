package spanglue.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.Session.FinishedSpans;
import spanglue.tracing.Session.SpanBuffer;
import spanglue.tracing.internal.budget.TraceBudget;
import spanglue.tracing.internal.budget.TraceBudget.Limit;
import spanglue.tracing.internal.export.Counts;
import spanglue.tracing.internal.segment.SegmentDocument;
import spanglue.tracing.spi.FinishedSpan;
import spanglue.tracing.spi.FinishedSpan.Importance;
import spanglue.tracing.spi.JobExtension.SpanRecorder;
import spanglue.tracing.spi.SpanFailure;
import spanglue.tracing.vocabulary.TraceAttribute;

/** A job's spans on their way through buffer and budget, without the sending. */
public final class BudgetedTrace {
  static final Instant START = Instant.ofEpochSecond(1_800_000_000);
  static final String PARENT = "53995c3f42cd8ad8";

  final Counts counts = new Counts();
  final Span root;
  private final SpanBuffer buffer = new SpanBuffer(4_096, counts);
  private final SpanWriter writer = new SpanWriter();
  private final Tracer tracer;
  private final TraceBudget budget;
  private Duration age = Duration.ofMinutes(5);

  public BudgetedTrace(int attempt) {
    tracer =
        SdkTracerProvider.builder()
            .setIdGenerator(new SessionIds("5759e988bd862e3fe1be46a994272793"))
            .setResource(Resource.builder().put("service.name", "spanglue-cleaning").build())
            .addSpanProcessor(buffer)
            .build()
            .get("test");
    root =
        tracer
            .spanBuilder("root")
            .setSpanKind(SpanKind.SERVER)
            .setStartTimestamp(START)
            .startSpan();
    String rootId = root.getSpanContext().getSpanId();
    budget = new TraceBudget(rootId, Limit.ofCollector(attempt), counts);
    buffer.onOverflow(4_096, budget::shrink);
  }

  public SpanRecorder spans() {
    return new FinishedSpans(tracer, Context.root().with(root), writer, new Failures(writer));
  }

  /** Has the trace be of that age at the job's end. */
  BudgetedTrace aged(Duration time) {
    age = time;
    return this;
  }

  /** A span under the root that goes on. */
  Span open(String name) {
    return tracer.spanBuilder(name).setParent(Context.root().with(root)).startSpan();
  }

  /** Adds children of {@code span}. */
  SpanRecorder under(Span span) {
    return new FinishedSpans(tracer, Context.root().with(span), writer, new Failures(writer));
  }

  /** Sends the root in progress; returns the bytes of its document. */
  int checkpoint() {
    SpanData root = ((ReadableSpan) this.root).toSpanData();
    return SegmentDocument.size(budget.inProgress(root, PARENT));
  }

  /** Ends the root and returns what would be sent. */
  public List<SpanData> sent() {
    return fitted(ended());
  }

  /** Ends the root and returns what is in the buffer. */
  List<SpanData> ended() {
    root.end(START.plus(Duration.ofHours(1)));
    return buffer.take();
  }

  List<SpanData> fitted(List<SpanData> ended) {
    return budget.apply(ended, PARENT, age);
  }

  static FinishedSpan stage(String name, Duration length) {
    return span(name, length, null, Importance.LOW);
  }

  static FinishedSpan action(String name, Duration length) {
    return span(name, length, null, Importance.NORMAL);
  }

  static FinishedSpan failed(String name, Duration length) {
    String stack = "java.io.IOException: disk full\n\tat com.acme.Job.run(Job.java:42)\n";
    SpanFailure failure = new SpanFailure("java.io.IOException", "disk full", stack);
    return span(name, length, failure, Importance.NORMAL);
  }

  public static FinishedSpan span(
      String name, Duration length, @Nullable SpanFailure failure, Importance importance) {
    Map<String, Object> figures = Map.of("spark.task.count", 200L, "spark.output.rows", 123_456L);
    return new FinishedSpan(name, START, START.plus(length), figures, failure, importance);
  }

  static int bytes(List<SpanData> spans) {
    return spans.stream().mapToInt(SegmentDocument::size).sum();
  }

  /** A number that {@code span} must say. */
  static long number(SpanData span, TraceAttribute attribute) {
    Long value = span.getAttributes().get(AttributeKey.longKey(attribute.key()));
    assertThat(value).as("%s of '%s'", attribute.key(), span.getName()).isNotNull();
    return value;
  }

  /** The sum of what those of {@code spans} say that say anything. */
  static long sum(List<SpanData> spans, TraceAttribute attribute) {
    AttributeKey<Long> key = AttributeKey.longKey(attribute.key());
    return spans.stream()
        .filter(span -> span.getAttributes().get(key) != null)
        .mapToLong(span -> number(span, attribute))
        .sum();
  }
}
