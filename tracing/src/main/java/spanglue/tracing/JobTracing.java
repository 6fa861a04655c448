package spanglue.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.trace.ReadableSpan;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.internal.budget.TraceBudget;
import spanglue.tracing.internal.budget.TraceBudget.Limit;
import spanglue.tracing.internal.export.ExportWarmUp;
import spanglue.tracing.internal.export.SpanDelivery.Destination;
import spanglue.tracing.internal.live.OpenTelling;
import spanglue.tracing.internal.live.SpanStream;
import spanglue.tracing.internal.parent.ParentSegment;
import spanglue.tracing.internal.segment.XRayNames;
import spanglue.tracing.spi.JobExtension;
import spanglue.tracing.spi.JobExtension.SpanRecorder;
import spanglue.tracing.spi.OpenSpan;
import spanglue.tracing.spi.ProductLog;
import spanglue.tracing.spi.SpanFailure;
import spanglue.tracing.vocabulary.TraceAttribute;

/**
 * Lifetime of a job's root span, {@code Glue Job Execution}.
 *
 * <pre>{@code
 * JobTracing.run(config, tracing -> {
 *   tracing.root().annotate("team", "listings");
 *   tracing.spans().run("write listings", span -> ..);
 * });
 * }</pre>
 *
 * <p>The root is the job's own: its trace id comes from the trace header, its children name it as
 * their parent at once. Which Step Functions segment it belongs under is looked up beside the job
 * and put on it when it is sent, at {@link #close}. What is sent has a budget in bytes: spans
 * beyond it fold into their parents, which say so. Before that, X-Ray gets only the root of a job
 * that runs longer than five minutes, once, as a segment in progress; another receiver gets spans
 * as they end, and is told what is open, once the job has run for half a minute. Telemetry failures
 * are logged once and counted, never thrown. Safe for use by several threads.
 */
public final class JobTracing implements AutoCloseable {
  /** Name of every job's root span. */
  public static final String ROOT_NAME = "Glue Job Execution";

  private static final System.Logger LOG = ProductLog.of(JobTracing.class);
  private static final AtomicReference<@Nullable JobTracing> LIVE = new AtomicReference<>();

  /** Where the last of the roots began that began before the job's first line. */
  private static final AtomicReference<@Nullable Instant> TAKEN = new AtomicReference<>();

  private final Session session;
  private final @Nullable Destination destination;
  private final JobTracingConfig.@Nullable Past past;
  private final Instant traceStart;
  private final Instant start;
  private final int mostSpans;
  private final Span span;
  private final ActiveSpan root;
  private final boolean isBudgeted;
  private final TraceBudget budget;
  private final JobParent parent;
  private final @Nullable Checkpoint checkpoint;
  private final @Nullable SpanStream stream;
  private final List<Supplier<List<OpenSpan>>> whileRunning = new CopyOnWriteArrayList<>();
  private final JobMetricsReport metrics;

  /** Puts on the root why the job failed: at its end, when what failed in it has told its stack. */
  private final AtomicReference<@Nullable Runnable> failure = new AtomicReference<>();

  private final AtomicBoolean closed = new AtomicBoolean();
  private final Object closing = new Object();
  private final List<Runnable> beforeClose = new CopyOnWriteArrayList<>();

  private JobTracing(JobTracingConfig config) {
    TraceHeader header = config.header == null ? TraceHeader.newRoot() : config.header;
    traceStart = header.startedBefore(Instant.now());
    Receivers receivers = Receivers.of(config);
    destination = receivers.spans();
    session =
        new Session(
            header,
            config.resource,
            destination,
            JobMetricsReport.timeForSpans(config.flushTimeout),
            JobMetricsReport.timeForSpans(config.retryTimeout));
    past = config.past;
    start = rootStart(config);
    mostSpans = receivers.mostSpans();
    span =
        session
            .writer()
            .builder(session.tracer(), ROOT_NAME)
            .setSpanKind(SpanKind.SERVER.otel())
            .setNoParent()
            .setStartTimestamp(start)
            .startSpan();
    root = new ActiveSpan(session, span);
    root.annotate(TraceAttribute.JOB_NAME.key(), config.jobName)
        .annotate(TraceAttribute.JOB_RUN_ID.key(), config.jobRunId)
        .set(TraceAttribute.ATTEMPT.key(), config.attempt);
    if (config.executionId != null) {
      root.annotate(TraceAttribute.EXECUTION_ID.key(), config.executionId);
    }
    isBudgeted = !receivers.limit().equals(Limit.NONE);
    budget = session.limitTo(receivers.limit(), mostSpans, spanId());
    parent = JobParent.find(config, receivers.lookup(), header, span);
    stream =
        destination != null
                && receivers.takesOpen()
                && !config.openEvery.isZero()
                && span.isRecording()
            ? stream(config, destination)
            : null;
    checkpoint =
        destination == null || past != null || stream != null
            ? null
            : checkpoint(config, destination);
    metrics = new JobMetricsReport(config, receivers.metrics(), span.isRecording());
    if (destination != null && span.isRecording()) {
      ExportWarmUp.start(destination);
    }
    if (stream != null) {
      stream.start();
    }
  }

  private static Instant rootStart(JobTracingConfig config) {
    if (config.past != null) {
      return config.past.start();
    }
    Instant now = Instant.now();
    long ofJvm = ManagementFactory.getRuntimeMXBean().getStartTime() * 1000;
    long micros = Long.getLong(JobTracingConfig.RUN_START, ofJvm);
    Instant ofRun = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    // A clock that was set back may say that the JVM is yet to start.
    return config.beganWithJvm && ofRun.isBefore(now) && !ofRun.equals(TAKEN.getAndSet(ofRun))
        ? ofRun
        : now;
  }

  private @Nullable Checkpoint checkpoint(JobTracingConfig config, Destination to) {
    return span instanceof ReadableSpan live
        ? Checkpoint.start(
            config.checkpointAfter,
            to,
            config.flushTimeout,
            () -> budget.inProgress(live.toSpanData(), parent.soFar().id()))
        : null; // Not sampled.
  }

  /** Receivers other than X-Ray take each span once, for good. */
  private SpanStream stream(JobTracingConfig config, Destination to) {
    Instant start = Instant.now();
    OpenTelling telling = new OpenTelling(session.finishedSpans(span), Clock.systemUTC());
    return session.stream(
        spanId(),
        config.openEvery,
        config.flushTimeout,
        to,
        () -> {
          List<OpenSpan> open = new ArrayList<>(List.of(new OpenSpan(ROOT_NAME, start, Map.of())));
          whileRunning.forEach(report -> runLogged(() -> open.addAll(report.get())));
          telling.tell(open);
        });
  }

  private String spanId() {
    return span.getSpanContext().getSpanId();
  }

  /**
   * The work of a job, with a result.
   *
   * @param <T> the result
   * @param <E> what the job may throw; {@link RuntimeException} where it throws nothing checked
   */
  @FunctionalInterface
  public interface Body<T, E extends Exception> {
    /** Does the work of the job that {@code tracing} is the root span of. */
    T call(JobTracing tracing) throws E;
  }

  /**
   * The work of a job, without a result.
   *
   * @param <E> what the job may throw; {@link RuntimeException} where it throws nothing checked
   */
  @FunctionalInterface
  public interface Action<E extends Exception> {
    /** Does the work of the job that {@code tracing} is the root span of. */
    void run(JobTracing tracing) throws E;
  }

  /** Starts the root span, and the lookup of its parent where the settings allow one. */
  public static JobTracing start(JobTracingConfig config) {
    JobTracing tracing = new JobTracing(config);
    LIVE.compareAndSet(null, tracing);
    return tracing;
  }

  /**
   * The tracing that was started first in this JVM and is not closed yet; null where there is none.
   * By this a plugin that Spark creates joins the job's trace instead of beginning its own.
   */
  public static @Nullable JobTracing current() {
    return LIVE.get();
  }

  /**
   * Runs a whole job: starts, calls {@code body}, fails with what it throws, closes. What it throws
   * passes through unchanged.
   */
  public static <T, E extends Exception> T call(JobTracingConfig config, Body<T, E> body) throws E {
    try (JobTracing tracing = start(config)) {
      try {
        return body.call(tracing);
      } catch (Throwable t) {
        tracing.fail(t);
        throw t;
      }
    }
  }

  /** As {@link #call}, for a job without a result. */
  public static <E extends Exception> void run(JobTracingConfig config, Action<E> action) throws E {
    JobTracing.<Boolean, E>call(
        config,
        tracing -> {
          action.run(tracing);
          return true;
        });
  }

  /** The root span, for attributes and annotations. */
  public ActiveSpan root() {
    return root;
  }

  /** Makes the children of the root. */
  public Spans spans() {
    return root.spans();
  }

  /** What this run adds to the metrics of the job. */
  public JobMetrics metrics() {
    return metrics.metrics();
  }

  /** The trace id: 32 hexadecimal digits. */
  public String traceId() {
    return session.traceId();
  }

  /** What to hand to whoever is called from here: this trace, the root as the parent. */
  public TraceHeader header() {
    return root.header();
  }

  /** What became of the spans so far. */
  public TelemetryCounts counts() {
    return session.counts();
  }

  /** Makes the root an error, with {@code cause} on it. Of several calls the first counts. */
  public void fail(Throwable cause) {
    failure.compareAndSet(null, () -> session.failures().recordOnRoot(span, cause));
  }

  /**
   * A text of others as one line that is fit for an error message or a log: without control
   * characters, secrets, and what the rules of this trace take out of its spans.
   */
  public String safeLine(String text) {
    return session.writer().texts().line(text);
  }

  /** For plugins: adds what ran in the job by other means than {@link #spans}. */
  public JobExtension extension() {
    return new Extension();
  }

  /**
   * Ends the root and sends the trace, the root first, then the metrics. Waits for the lookup and
   * for the receiver no longer than the settings say. A second call only waits for the first, so
   * that a shutdown hook that closes too does not end before the trace is sent.
   */
  @Override
  public void close() {
    synchronized (closing) {
      if (closed.compareAndSet(false, true)) {
        closeOnce();
      }
    }
  }

  private void closeOnce() {
    LIVE.compareAndSet(this, null);
    // All that follows is within one bound, from here on.
    long since = System.nanoTime();
    if (checkpoint != null) {
      checkpoint.close();
    }
    Set<String> sent = stream == null ? Set.of() : stream.close();
    beforeClose.forEach(JobTracing::runLogged);
    Runnable why = failure.get();
    if (why != null) {
      why.run();
    }
    ParentSegment found = parent.finish();
    root.set(TraceAttribute.PARENT_SOURCE.key(), found.source().text())
        .set(TraceAttribute.PARENT_LOOKUP_CALLS.key(), parent.calls());
    if (past == null) {
      span.end();
    } else {
      span.end(past.end());
    }
    metrics.end();
    Duration age = Duration.between(traceStart, Instant.now());
    session.close(spans -> budget.apply(spans, found.id(), age, sent), since);
    if (!session.tellWhatWasDropped(metrics.send(counts(), since))) {
      tellWhereItIs();
    }
  }

  /** By this line a reader of the job's log finds its trace. */
  private void tellWhereItIs() {
    long sent = counts().sent();
    if (sent > 0 && destination != null) {
      LOG.log(
          System.Logger.Level.INFO,
          "trace {0} sent to {1}: {2} spans",
          XRayNames.traceId(traceId()),
          destination.name(),
          String.valueOf(sent));
    }
  }

  private static void runLogged(Runnable action) {
    try {
      action.run();
    } catch (Exception | LinkageError e) {
      LOG.log(System.Logger.Level.WARNING, "a part of the trace is missing", e);
    }
  }

  private final class Extension implements JobExtension {
    @Override
    public SpanRecorder spans() {
      return session.finishedSpans(span);
    }

    @Override
    public Instant start() {
      return start;
    }

    @Override
    public int mostSpans() {
      return mostSpans;
    }

    @Override
    public boolean isBudgeted() {
      return isBudgeted;
    }

    @Override
    public void fail(SpanFailure cause) {
      failure.compareAndSet(null, () -> session.failures().recordOnRoot(span, cause));
    }

    @Override
    public void beforeClose(Runnable action) {
      beforeClose.add(action);
    }

    @Override
    public @Nullable Runnable whileRunning(Supplier<List<OpenSpan>> report) {
      if (stream == null) {
        return null;
      }
      whileRunning.add(report);
      return stream::soon;
    }

    @Override
    public void redact(UnaryOperator<String> rule) {
      session.writer().redact(rule);
    }
  }
}
