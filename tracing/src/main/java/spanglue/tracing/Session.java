package spanglue.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.TraceHeader.Sampling;
import spanglue.tracing.internal.budget.EditedSpanData;
import spanglue.tracing.internal.budget.TraceBudget;
import spanglue.tracing.internal.budget.TraceBudget.Limit;
import spanglue.tracing.internal.export.Counts;
import spanglue.tracing.internal.export.SpanDelivery.Destination;
import spanglue.tracing.internal.export.SpanDelivery.ExportResult;
import spanglue.tracing.internal.export.SpanSender;
import spanglue.tracing.internal.live.SpanStream;
import spanglue.tracing.internal.text.ExceptionText;
import spanglue.tracing.spi.FinishedSpan;
import spanglue.tracing.spi.FinishedSpan.Importance;
import spanglue.tracing.spi.JobExtension.SpanRecorder;
import spanglue.tracing.spi.ProductLog;

/** The tracer of one part of a trace, and the way of its spans from their end to the receiver. */
final class Session {
  private static final System.Logger LOG = ProductLog.of(Session.class);

  /** As many as a session keeps that is told nothing else. */
  static final int MOST_SPANS = 4_096;

  private static final SpanLimits LIMITS =
      SpanLimits.builder()
          .setMaxAttributeValueLength(ExceptionText.STACK_LENGTH)
          .setMaxNumberOfEvents(8)
          .build();

  private final TraceHeader header;
  private final Counts counts = new Counts();
  private final SpanWriter writer = new SpanWriter();
  private final Failures failures = new Failures(writer);
  private final SpanBuffer buffer = new SpanBuffer(MOST_SPANS, counts);
  private final SdkTracerProvider provider;
  private final SpanSender sender;
  private boolean closed;

  Session(
      TraceHeader header,
      Resource resource,
      @Nullable Destination destination,
      Duration flushTimeout,
      Duration retryTimeout) {
    this.header = header;
    this.sender = new SpanSender(destination, flushTimeout, retryTimeout, counts);
    this.provider =
        SdkTracerProvider.builder()
            .setIdGenerator(new SessionIds(header.traceId()))
            .setSampler(isRecorded() ? Sampler.alwaysOn() : Sampler.alwaysOff())
            .setSpanLimits(LIMITS)
            .setResource(resource)
            .addSpanProcessor(buffer)
            .build();
    if (isRecorded() && destination == null) {
      LOG.log(
          System.Logger.Level.INFO,
          "trace {0} of {1} is not sent: no OTLP endpoint is given and"
              + " OTEL_EXPORTER_OTLP_ENDPOINT is not set",
          header.traceId(),
          ServiceResource.serviceName(resource));
    }
  }

  Tracer tracer() {
    return provider.get("spanglue");
  }

  /** Names this session's spans, and writes on them. */
  SpanWriter writer() {
    return writer;
  }

  /** Adds spans that are over under {@code parent}. */
  SpanRecorder finishedSpans(Span parent) {
    return new FinishedSpans(tracer(), Context.root().with(parent), writer, failures);
  }

  /** Puts failures on this session's spans. */
  Failures failures() {
    return failures;
  }

  String traceId() {
    return header.traceId();
  }

  TelemetryCounts counts() {
    return TelemetryCounts.of(counts.snapshot());
  }

  /** Whether the caller lets this trace be recorded. */
  boolean isRecorded() {
    return header.sampling() != Sampling.NOT_SAMPLED;
  }

  /** Sends spans below {@code root} while the job runs. */
  SpanStream stream(
      String root, Duration interval, Duration timeout, Destination to, Runnable tellOpen) {
    return new SpanStream(root, interval, timeout, to, buffer, tellOpen, counts);
  }

  /** What keeps the trace under the span {@code root} to that limit, now and at the end. */
  TraceBudget limitTo(Limit limit, int mostSpans, String root) {
    TraceBudget budget = new TraceBudget(root, limit, counts);
    buffer.onOverflow(mostSpans, budget::shrink);
    return budget;
  }

  synchronized void flush() {
    sender.send(buffer.take());
  }

  /** Sends what ended, and says what was dropped. A second call does nothing. */
  synchronized void close() {
    if (!closed) {
      close(UnaryOperator.identity(), System.nanoTime());
      tellWhatWasDropped(ExportResult.SENT);
    }
  }

  /**
   * Sends what ended, as {@code arranged} changes it.
   *
   * @param since when the time for sending began to run, in terms of {@link System#nanoTime}
   */
  synchronized void close(UnaryOperator<List<SpanData>> arranged, long since) {
    closed = true;
    sender.send(arranged(arranged, buffer.take()), since);
    provider.shutdown();
    sender.close();
  }

  /** A defect in the arranging must not fail the job. */
  private static List<SpanData> arranged(
      UnaryOperator<List<SpanData>> arranging, List<SpanData> spans) {
    try {
      return arranging.apply(spans);
    } catch (RuntimeException | LinkageError e) {
      LOG.log(System.Logger.Level.WARNING, "the trace is sent as it was recorded", e);
      return spans;
    }
  }

  /**
   * Says in one line of spans and metrics what did not arrive.
   *
   * @return whether there was something to say
   */
  boolean tellWhatWasDropped(ExportResult metrics) {
    String line = LossReport.of(counts(), sender, metrics).line(traceId());
    if (line != null) {
      LOG.log(System.Logger.Level.WARNING, "{0}", line);
    }
    return line != null;
  }

  /**
   * Keeps the spans that ended until somebody takes them; at most {@code capacity} of them. Of more
   * it drops the newest, unless it is told how to make room.
   */
  static final class SpanBuffer implements SpanProcessor, SpanStream.Ended {
    private int capacity;
    private final Counts counts;
    private @Nullable UnaryOperator<List<SpanData>> shrink;
    private List<SpanData> ended = new ArrayList<>();

    SpanBuffer(int capacity, Counts counts) {
      this.capacity = capacity;
      this.counts = counts;
    }

    @Override
    public synchronized void onEnd(ReadableSpan span) {
      counts.recorded();
      if (ended.size() >= capacity && shrink != null) {
        ended = new ArrayList<>(shrink.apply(ended));
      }
      if (ended.size() < capacity) {
        ended.add(EditedSpanData.ended(span.toSpanData()));
      } else {
        counts.dropped("buffer_full", 1);
      }
    }

    /**
     * Keeps {@code mostSpans}, and has {@code shrink} pick the spans to keep where there is no room
     * for another, instead of dropping that one.
     */
    synchronized void onOverflow(int mostSpans, UnaryOperator<List<SpanData>> shrink) {
      this.capacity = mostSpans;
      this.shrink = shrink;
    }

    /** The spans that ended since the last call, in the order of their ends. */
    synchronized List<SpanData> take() {
      List<SpanData> taken = ended;
      ended = new ArrayList<>();
      return taken;
    }

    @Override
    public synchronized List<SpanData> take(UnaryOperator<List<SpanData>> picked) {
      List<SpanData> taken = picked.apply(List.copyOf(ended));
      Set<SpanData> gone = Collections.newSetFromMap(new IdentityHashMap<>());
      gone.addAll(taken);
      ended.removeIf(gone::contains);
      return taken;
    }

    @Override
    public synchronized void putBack(List<SpanData> spans) {
      ended.addAll(0, spans);
      while (ended.size() > capacity && shrink != null) {
        ended = new ArrayList<>(shrink.apply(ended));
      }
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
      return false;
    }

    @Override
    public boolean isEndRequired() {
      return true;
    }
  }

  /** Adds spans that are over under one parent of a session. */
  record FinishedSpans(Tracer tracer, Context parent, SpanWriter writer, Failures failures)
      implements SpanRecorder {
    @Override
    public SpanRecorder add(FinishedSpan finished) {
      Instant start = finished.start();
      Span span =
          writer
              .builder(tracer, finished.name())
              .setParent(parent)
              .setStartTimestamp(start)
              .startSpan();
      if (finished.importance() == Importance.LOW) {
        EditedSpanData.markLow(span);
      }
      finished.attributes().forEach((key, value) -> writer.set(span, key, value));
      if (finished.failure() != null) {
        failures.record(span, finished.failure());
      }
      span.end(finished.end().isBefore(start) ? start : finished.end());
      return new FinishedSpans(tracer, parent.with(span), writer, failures);
    }
  }
}
