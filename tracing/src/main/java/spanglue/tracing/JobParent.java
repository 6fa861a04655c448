package spanglue.tracing;

import io.opentelemetry.api.trace.Span;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.internal.http.Endpoint;
import spanglue.tracing.internal.parent.ParentFinder;
import spanglue.tracing.internal.parent.ParentLookup;
import spanglue.tracing.internal.parent.ParentSegment;

/**
 * The parent of a job's root: what the trace header names, or what a lookup finds beside the job.
 */
final class JobParent {
  private final ParentSegment given;
  private final @Nullable ParentLookup lookup;
  private final Duration grace;

  private JobParent(ParentSegment given, @Nullable ParentLookup lookup, Duration grace) {
    this.given = given;
    this.lookup = lookup;
    this.grace = grace;
  }

  /**
   * Looks up nothing where there is nothing to find, or nobody to tell it to.
   *
   * @param xray whom to ask; null for nobody
   */
  static JobParent find(
      JobTracingConfig config, @Nullable Endpoint xray, TraceHeader header, Span root) {
    ParentSegment given = ParentSegment.ofHeader(header.parentId());
    String state = config.stateName;
    ParentLookup lookup = null;
    if (root.isRecording() && config.header != null && xray != null && state != null) {
      String ownId = root.getSpanContext().getSpanId();
      ParentFinder.Query query =
          new ParentFinder.Query(config.executionId, state, Instant.now(), ownId);
      lookup = ParentLookup.start(xray, header.xrayTraceId(), given, query);
    }
    return new JobParent(given, lookup, config.lookupGrace);
  }

  /** What is known by now, without waiting. */
  ParentSegment soFar() {
    return lookup == null ? given : lookup.soFar();
  }

  /** What is known at the job's end, after waiting for no more than the grace. */
  ParentSegment finish() {
    return lookup == null ? given : lookup.finish(grace);
  }

  /** Calls of X-Ray so far. */
  int calls() {
    return lookup == null ? 0 : lookup.calls();
  }
}
