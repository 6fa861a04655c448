package spanglue.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.ActiveSpan;
import spanglue.tracing.TraceHeader;
import spanglue.tracing.TraceHeader.Sampling;

/**
 * The trace that an invocation belongs to, and what the runs it starts are told of it.
 *
 * <p>Lambda samples one request a second and 5 % of the rest and cannot be told otherwise. So where
 * every run is to be traced, a run that Lambda did not sample gets the same trace id, no parent
 * (the function's segment does not exist) and its own decision.
 *
 * @param own the header under which the function's spans are recorded: a child of the function's
 *     segment where Lambda sampled it, else recorded nowhere
 * @param run what a run is told where its start is not a recorded span; null for no trace
 * @param warning what is wrong with the header that Lambda gave; null where nothing is
 */
record RunTrace(TraceHeader own, @Nullable TraceHeader run, @Nullable String warning) {
  /** X-Ray's ids begin with the second the trace began in; it keeps none older than this. */
  private static final Duration LONGEST_KEPT = Duration.ofDays(28);

  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

  /** Reads the header that Lambda gives: in the context, else where older runtimes put it. */
  static RunTrace of(Context context, FunctionSettings settings, Instant now) {
    Stream<@Nullable String> places =
        Stream.of(
            context.getXrayTraceId(),
            System.getProperty("com.amazonaws.xray.traceHeader"),
            settings.environment().get("_X_AMZN_TRACE_ID"));
    return places
        .flatMap(Stream::ofNullable)
        .filter(header -> !header.isBlank())
        .findFirst()
        .map(header -> of(header, settings.traceEveryRun(), now))
        .orElseGet(() -> withoutCaller(settings.traceEveryRun(), null));
  }

  private static RunTrace of(String header, boolean everyRun, Instant now) {
    try {
      return of(TraceHeader.parse(header), everyRun, now);
    } catch (IllegalArgumentException e) {
      return withoutCaller(everyRun, e.getMessage() + "; the run begins its own trace");
    }
  }

  private static RunTrace of(TraceHeader caller, boolean everyRun, Instant now) {
    if (caller.sampling() == Sampling.SAMPLED) {
      return new RunTrace(caller, caller, refusable(caller, now));
    }
    var silent = new TraceHeader(caller.traceId(), caller.parentId(), Sampling.NOT_SAMPLED);
    return everyRun
        ? new RunTrace(
            silent,
            new TraceHeader(caller.traceId(), null, Sampling.SAMPLED),
            refusable(caller, now))
        : new RunTrace(silent, caller, null);
  }

  /** What is to be said where X-Ray may refuse the trace for its time; null where it tells one. */
  private static @Nullable String refusable(TraceHeader header, Instant now) {
    var told = Instant.ofEpochSecond(Long.parseLong(header.traceId().substring(0, 8), 16));
    boolean recent =
        told.isAfter(now.minus(LONGEST_KEPT)) && told.isBefore(now.plus(CLOCKS_DIFFER));
    return recent
        ? null
        : "the trace id "
            + header.xrayTraceId()
            + " tells no time of the last 28 days: X-Ray may refuse the trace";
  }

  private static RunTrace withoutCaller(boolean everyRun, @Nullable String warning) {
    TraceHeader root = TraceHeader.newRoot();
    var silent = new TraceHeader(root.traceId(), null, Sampling.NOT_SAMPLED);
    return everyRun ? new RunTrace(root, root, warning) : new RunTrace(silent, null, warning);
  }

  /** What the run that {@code start} starts is told: in X-Ray's form, null for no trace. */
  @Nullable String headerFor(ActiveSpan start) {
    if (own.sampling() == Sampling.SAMPLED) {
      return start.header().toXRay();
    }
    return run == null ? null : run.toXRay();
  }
}
