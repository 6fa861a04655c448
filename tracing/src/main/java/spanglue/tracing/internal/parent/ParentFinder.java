package spanglue.tracing.internal.parent;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds, in what X-Ray knows of a trace, the segment that started a job: the execution's segment,
 * in it the state, in that the call of Glue (of several tries the newest that has no job yet), and
 * the segment that X-Ray infers from the call.
 */
public final class ParentFinder {
  /**
   * Whose parent is looked for.
   *
   * @param executionId ARN of the execution; null where only the state is known
   * @param stateName the state, as the state machine spells it
   * @param started when the job started: a state that was over by then did not start it
   * @param ownId id of the job's root span, which X-Ray may have by then
   */
  public record Query(
      @Nullable String executionId, String stateName, Instant started, String ownId) {}

  private static final Pattern EXECUTION =
      Pattern.compile("arn:[^:]*:states:[^:]*:[^:]*:(execution|express):.+");

  private final Map<String, XRaySegment> segments;
  private final Map<String, List<XRaySegment>> children = new HashMap<>();
  private final Query query;

  private ParentFinder(XRayTraceDocument trace, Query query) {
    this.segments = trace.segments();
    this.query = query;
    for (XRaySegment segment : segments.values()) {
      if (segment.parentId() != null) {
        children.computeIfAbsent(segment.parentId(), id -> new ArrayList<>()).add(segment);
      }
    }
  }

  /** The best parent that {@code trace} holds; empty where not even the execution is in it. */
  static Optional<ParentSegment> find(XRayTraceDocument trace, Query query) {
    return new ParentFinder(trace, query).find();
  }

  private Optional<ParentSegment> find() {
    List<XRaySegment> machines = executions();
    List<XRaySegment> states =
        StateNames.matching(query.stateName(), below(machines, s -> !s.isGlueCall()));
    return states.stream()
        .flatMap(
            state ->
                below(List.of(state), XRaySegment::isGlueCall).stream()
                    .map(call -> new Try(state, call)))
        .filter(attempt -> !hasJob(attempt.call()))
        .max(
            Comparator.comparing(this::isCurrent)
                .thenComparing(attempt -> attempt.call().started()))
        .map(this::ofCall)
        .or(() -> newest(states, this::mayBeOurs).map(s -> found(s, ParentSegment.Source.STATE)))
        .or(
            () ->
                newest(machines, m -> true).map(m -> found(m, ParentSegment.Source.STATE_MACHINE)));
  }

  /** One try of a state: its subsegment and the call of Glue in it. */
  private record Try(XRaySegment state, XRaySegment call) {}

  private List<XRaySegment> executions() {
    List<XRaySegment> machines =
        segments.values().stream().filter(XRaySegment::isStateMachine).toList();
    String ours = query.executionId();
    List<XRaySegment> named =
        machines.stream().filter(m -> m.texts().anyMatch(text -> text.equals(ours))).toList();
    if (!named.isEmpty()) {
      return named;
    }
    boolean only = machines.size() == 1 && (ours == null || !namesAnExecution(machines.get(0)));
    return only ? machines : List.of();
  }

  private static boolean namesAnExecution(XRaySegment machine) {
    return machine.texts().anyMatch(text -> EXECUTION.matcher(text).matches());
  }

  /** What is below {@code tops} and wanted; never what is below a call of Glue: that is a job's. */
  private List<XRaySegment> below(List<XRaySegment> tops, Predicate<XRaySegment> wanted) {
    List<XRaySegment> found = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    Deque<XRaySegment> open = new ArrayDeque<>(tops);
    while (!open.isEmpty()) {
      for (XRaySegment child : children.getOrDefault(open.remove().id(), List.of())) {
        if (child.isInferred() || child.isStateMachine() || !seen.add(child.id())) {
          continue;
        }
        if (wanted.test(child)) {
          found.add(child);
        }
        if (!child.isGlueCall()) {
          open.add(child);
        }
      }
    }
    return found;
  }

  /** Whether another job is there already. */
  private boolean hasJob(XRaySegment call) {
    List<String> ids = new ArrayList<>(List.of(call.id()));
    inferred(call).stream().map(XRaySegment::id).forEach(ids::add);
    return ids.stream()
        .flatMap(id -> children.getOrDefault(id, List.of()).stream())
        .filter(child -> !child.id().equals(query.ownId()))
        .anyMatch(child -> !child.isInferred() && !child.isSubsegment());
  }

  private List<XRaySegment> inferred(XRaySegment call) {
    return segments.values().stream()
        .filter(XRaySegment::isInferred)
        .filter(s -> call.id().equals(s.parentId()) || sameRequest(call, s))
        .sorted(Comparator.comparing(s -> !call.id().equals(s.parentId())))
        .toList();
  }

  private static boolean sameRequest(XRaySegment call, XRaySegment inferred) {
    return call.requestId() != null && call.requestId().equals(inferred.requestId());
  }

  /** Whether it can have started this job: its state goes on, and it did not fail before. */
  private boolean isCurrent(Try attempt) {
    return !isOver(attempt.state()) && !(attempt.call().isFailed() && isOver(attempt.call()));
  }

  private boolean isOver(XRaySegment segment) {
    return segment.endedBefore(query.started().toEpochMilli() / 1000.0);
  }

  /** Whether a state without a free call of Glue may have one that X-Ray doesn't show yet. */
  private boolean mayBeOurs(XRaySegment state) {
    return !isOver(state) || below(List.of(state), XRaySegment::isGlueCall).isEmpty();
  }

  private ParentSegment ofCall(Try attempt) {
    List<XRaySegment> inferred = inferred(attempt.call());
    return inferred.isEmpty()
        ? new ParentSegment(attempt.call().id(), ParentSegment.Source.GLUE, isCurrent(attempt))
        : new ParentSegment(
            inferred.get(0).id(), ParentSegment.Source.INFERRED, isCurrent(attempt));
  }

  private static ParentSegment found(XRaySegment segment, ParentSegment.Source source) {
    return new ParentSegment(segment.id(), source, false);
  }

  private static Optional<XRaySegment> newest(
      List<XRaySegment> segments, Predicate<XRaySegment> wanted) {
    return segments.stream().filter(wanted).max(Comparator.comparing(XRaySegment::started));
  }
}
