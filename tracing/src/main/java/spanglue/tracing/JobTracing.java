package spanglue.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.internal.budget.InProgressSpanData;
import spanglue.tracing.internal.budget.RootSpanData;
import spanglue.tracing.internal.budget.TraceBudget;
import spanglue.tracing.internal.export.Destination;
import spanglue.tracing.internal.export.ExportWarmUp;
import spanglue.tracing.internal.parent.ParentLookup;
import spanglue.tracing.internal.parent.ParentQuery;
import spanglue.tracing.internal.parent.ParentSegment;
import spanglue.tracing.internal.segment.Annotations;

/**
 * Lifetime of a job's root span, {@code Glue Job Execution}.
 *
 * <pre>{@code
 * JobTracing.call(config, tracing -> {
 *   tracing.spans().run("write listings", span -> ..);
 *   return null;
 * });
 * }</pre>
 *
 * <p>The root is the job's own: its trace id comes from the trace header, its children name it as
 * their parent at once. Which Step Functions segment it belongs under is looked up beside the job
 * and put on it when it is sent, at {@link #close}. What is sent has a budget in bytes: spans
 * beyond it fold into their parents, which say so. Before that, only a job that runs longer than
 * five minutes sends its root, once, as a segment in progress. Telemetry failures are logged once
 * and counted, never thrown. Safe for use by several threads.
 */
public final class JobTracing implements AutoCloseable {
  /** Name of every job's root span. */
  public static final String ROOT_NAME = "Glue Job Execution";

  private static final System.Logger LOG = System.getLogger(JobTracing.class.getPackageName());
  private static final AtomicReference<@Nullable JobTracing> LIVE = new AtomicReference<>();

  private final Session session;
  private final Span root;
  private final TraceBudget budget;
  private final ParentSegment given;
  private final @Nullable ParentLookup lookup;
  private final Duration lookupGrace;
  private final @Nullable Checkpoint checkpoint;
  private final JobMetricsReport metrics;
  private final AtomicBoolean failed = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Object closing = new Object();
  private final List<Runnable> beforeClose = new CopyOnWriteArrayList<>();

  private JobTracing(JobTracingConfig config) {
    TraceHeader header = config.header() == null ? TraceHeader.newRoot() : config.header();
    Destination destination = Destination.of(config.otlpEndpoint(), null);
    session =
        new Session(
            header,
            ServiceResource.of(config.jobName(), config.resource(), config.logGroups()),
            destination,
            JobMetricsReport.timeForSpans(config.flushTimeout()),
            config.retryTimeout());
    root =
        session
            .tracer()
            .spanBuilder(ROOT_NAME)
            .setSpanKind(SpanKind.SERVER.otel())
            .setNoParent()
            .startSpan();
    set("job_name", config.jobName());
    set("job_run_id", config.jobRunId());
    set("attempt", config.attempt());
    Attributes.set(root, "execution_id", config.executionId());
    Annotations.name(root);
    budget = session.keepTo(TraceBudget.bytes(config.attempt()), root.getSpanContext().getSpanId());
    given = ParentSegment.ofHeader(header.parentId());
    lookup = root.isRecording() ? lookup(config, root.getSpanContext().getSpanId()) : null;
    lookupGrace = config.lookupGrace();
    checkpoint = destination == null ? null : checkpoint(config, destination);
    metrics = new JobMetricsReport(config, root.isRecording());
    if (config.otlpEndpoint() != null && root.isRecording()) {
      ExportWarmUp.start(config.otlpEndpoint());
    }
  }

  /** Looks up nothing where there is nothing to find, or nobody to tell it to. */
  private static @Nullable ParentLookup lookup(JobTracingConfig config, String ownId) {
    TraceHeader header = config.header();
    String endpoint = config.xrayEndpoint();
    String state = config.stateName();
    if (header == null || endpoint == null || state == null || config.otlpEndpoint() == null) {
      return null;
    }
    ParentQuery query = new ParentQuery(config.executionId(), state, Instant.now(), ownId);
    return ParentLookup.start(
        endpoint, header.xrayTraceId(), ParentSegment.ofHeader(header.parentId()), query);
  }

  private @Nullable Checkpoint checkpoint(JobTracingConfig config, Destination to) {
    return root instanceof ReadableSpan live
        ? Checkpoint.start(
            config.checkpointAfter(), to, config.flushTimeout(), () -> inProgress(live))
        : null; // Not sampled.
  }

  /** The root as far as it is known, under the best parent that is known. */
  private SpanData inProgress(ReadableSpan live) {
    ParentSegment parent = lookup == null ? given : lookup.soFar();
    SpanData now = RootSpanData.under(parent.id(), live.toSpanData());
    return budget.spend(InProgressSpanData.of(now));
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
  public static <T, E extends Exception> T call(JobTracingConfig config, JobBody<T, E> body)
      throws E {
    try (JobTracing tracing = start(config)) {
      try {
        return body.call(tracing);
      } catch (Throwable t) {
        tracing.fail(t);
        throw t;
      }
    }
  }

  /** Makes the children of the root. */
  public Spans spans() {
    return new Spans(session.tracer(), Context.root().with(root));
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
    return Headers.of(root.getSpanContext());
  }

  /** What became of the spans so far. */
  public TelemetryCounts counts() {
    return session.counts();
  }

  /** Sets an attribute of the root; the last value of a key stays. */
  public JobTracing set(String key, String value) {
    Attributes.set(root, key, value);
    return this;
  }

  /** Sets an attribute of the root; the last value of a key stays. */
  public JobTracing set(String key, long value) {
    Attributes.set(root, key, value);
    return this;
  }

  /** Sets an attribute of the root; the last value of a key stays. */
  public JobTracing set(String key, double value) {
    Attributes.set(root, key, value);
    return this;
  }

  /** Sets an attribute of the root; the last value of a key stays. */
  public JobTracing set(String key, boolean value) {
    Attributes.set(root, key, value);
    return this;
  }

  /** Sets an attribute of the root; the last value of a key stays, and 100 values of a list. */
  public JobTracing set(String key, List<String> value) {
    Attributes.set(root, key, value);
    return this;
  }

  /** Makes the root an error, with {@code cause} on it. Of several calls the first counts. */
  public void fail(Throwable cause) {
    if (failed.compareAndSet(false, true)) {
      Failure.recordOnRoot(root, cause);
    }
  }

  /** As {@link #fail(Throwable)}, where only texts are left of the cause. */
  public void fail(SpanFailure cause) {
    if (failed.compareAndSet(false, true)) {
      Failure.record(root, cause);
    }
  }

  /**
   * Has {@code action} run once, at the beginning of {@link #close}, while the root still takes
   * attributes and children. What it throws is logged.
   */
  public JobTracing beforeClose(Runnable action) {
    beforeClose.add(action);
    return this;
  }

  /**
   * Ends the root and sends the trace, the root first, then the metrics. Waits for the lookup and
   * for the receiver no longer than the settings say. A second call only waits for the first, so
   * that a shutdown hook that closes too does not end before the trace is sent.
   */
  @Override
  public void close() {
    synchronized (closing) {
      closeOnce();
    }
  }

  private void closeOnce() {
    if (closed.compareAndSet(false, true)) {
      LIVE.compareAndSet(this, null);
      if (checkpoint != null) {
        checkpoint.close();
      }
      beforeClose.forEach(JobTracing::runLogged);
      ParentSegment parent = lookup == null ? given : lookup.finish(lookupGrace);
      set("parent.source", parent.source().text());
      set("parent.lookup.calls", lookup == null ? 0 : lookup.calls());
      Annotations.name(root);
      root.end();
      String rootId = root.getSpanContext().getSpanId();
      metrics.end();
      session.close(spans -> budget.fit(RootSpanData.first(spans, rootId, parent.id())));
      metrics.send(counts());
    }
  }

  private static void runLogged(Runnable action) {
    try {
      action.run();
    } catch (Exception | LinkageError e) {
      LOG.log(System.Logger.Level.WARNING, "a part of the trace is missing", e);
    }
  }
}
