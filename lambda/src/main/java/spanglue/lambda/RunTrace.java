package spanglue.lambda;

import com.amazonaws.services.lambda.runtime.Context;
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
 * @param unreadable why the header that Lambda gave can't be read; null where it can, or there is
 *     none
 */
record RunTrace(TraceHeader own, @Nullable TraceHeader run, @Nullable String unreadable) {
  /** Reads the header that Lambda gives: in the context, else where older runtimes put it. */
  static RunTrace of(Context context, FunctionSettings settings) {
    Stream<@Nullable String> places =
        Stream.of(
            context.getXrayTraceId(),
            System.getProperty("com.amazonaws.xray.traceHeader"),
            settings.environment().get("_X_AMZN_TRACE_ID"));
    return places
        .flatMap(Stream::ofNullable)
        .filter(header -> !header.isBlank())
        .findFirst()
        .map(header -> of(header, settings.traceEveryRun()))
        .orElseGet(() -> withoutCaller(settings.traceEveryRun(), null));
  }

  private static RunTrace of(String header, boolean everyRun) {
    try {
      return of(TraceHeader.parse(header), everyRun);
    } catch (IllegalArgumentException e) {
      return withoutCaller(everyRun, e.toString());
    }
  }

  private static RunTrace of(TraceHeader caller, boolean everyRun) {
    if (caller.sampling() == Sampling.SAMPLED) {
      return new RunTrace(caller, caller, null);
    }
    var silent = new TraceHeader(caller.traceId(), caller.parentId(), Sampling.NOT_SAMPLED);
    return new RunTrace(
        silent,
        everyRun ? new TraceHeader(caller.traceId(), null, Sampling.SAMPLED) : caller,
        null);
  }

  private static RunTrace withoutCaller(boolean everyRun, @Nullable String unreadable) {
    TraceHeader root = TraceHeader.newRoot();
    var silent = new TraceHeader(root.traceId(), null, Sampling.NOT_SAMPLED);
    return everyRun ? new RunTrace(root, root, unreadable) : new RunTrace(silent, null, unreadable);
  }

  /** What the run that {@code start} starts is told: in X-Ray's form, null for no trace. */
  @Nullable String headerFor(ActiveSpan start) {
    if (own.sampling() == Sampling.SAMPLED) {
      return start.header().toXRay();
    }
    return run == null ? null : run.toXRay();
  }
}
