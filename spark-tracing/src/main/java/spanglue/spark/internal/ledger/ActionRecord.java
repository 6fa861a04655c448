package spanglue.spark.internal.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import spanglue.report.Plan;
import spanglue.tracing.spi.SpanName;

/**
 * An action: a root SQL execution with those nested in it, or a job that belongs to none.
 *
 * @param id of this record, unique in the application, in the order of the starts
 * @param metrics of all its stages, folded ones included
 * @param wallSeconds its part of the application's wall time; where actions overlap, each has an
 *     equal part of the time
 * @param plan with what its operators did; null where it is not known
 */
public record ActionRecord(
    long id,
    Origin origin,
    SparkIds ids,
    Interval interval,
    Completion completion,
    AggregatedTaskMetrics metrics,
    Stages stages,
    double wallSeconds,
    @Nullable Plan plan) {

  /**
   * What Spark knows it by.
   *
   * @param executionId of the root SQL execution; null for a job without one
   * @param nestedExecutionIds of the SQL executions inside it
   */
  public record SparkIds(
      @Nullable Long executionId, List<Long> nestedExecutionIds, List<Integer> jobIds) {

    /** All its SQL executions. */
    public Set<Long> executionIds() {
      Set<Long> all = new LinkedHashSet<>(nestedExecutionIds);
      if (executionId != null) {
        all.add(executionId);
      }
      return all;
    }
  }

  /**
   * Its stage attempts.
   *
   * @param kept in the order of their ends: of an action that just ended all of them (the longest
   *     4,096), in a report those that stayed
   * @param folded those that are not kept
   */
  public record Stages(List<StageRecord> kept, Folded folded) {
    /** How many ran, folded ones included. */
    public long ran() {
      return kept.size() + folded.spans();
    }

    /** Keeps fewer: those that are gone count as folded. */
    Stages only(List<StageRecord> fewer) {
      Set<StageRecord> stay = Collections.newSetFromMap(new IdentityHashMap<>());
      stay.addAll(fewer);
      Folded more =
          kept.stream()
              .filter(stage -> !stay.contains(stage))
              .map(Folded::of)
              .reduce(folded, Folded::plus);
      return new Stages(List.copyOf(fewer), more);
    }

    /** All of them as folded. */
    Folded all() {
      return only(List.of()).folded;
    }
  }

  public String name() {
    return origin.name();
  }

  /** With its 64 most important stages, and the others as folded. */
  public ActionRecord slim() {
    return KeptActions.slim(this);
  }

  ActionRecord with(Stages others) {
    return new ActionRecord(
        id, origin, ids, interval, completion, metrics, others, wallSeconds, plan);
  }

  ActionRecord withoutPlan() {
    return planned(null, null);
  }

  /** With its plan, and with a name by that where {@code name} is not null. */
  public ActionRecord planned(@Nullable Plan known, @Nullable String name) {
    Origin its =
        name == null ? origin : new Origin(Origin.shown(name), origin.tags(), origin.callSite());
    return new ActionRecord(
        id, its, ids, interval, completion, metrics, stages, wallSeconds, known);
  }

  /**
   * Who asked for an action.
   *
   * @param name the name its tags give it, else Spark's description or call site
   * @param tags those job tags that {@link JobTags} made
   * @param callSite null where it is not known
   */
  public record Origin(String name, Set<String> tags, @Nullable CallSite callSite) {
    /**
     * As Spark tells it.
     *
     * @param jobTags all of them
     * @param description Spark's own, of which {@link SpanName} makes the name
     * @param stack where the call came from
     */
    static Origin of(
        Collection<String> jobTags, @Nullable String description, @Nullable String stack) {
      Set<String> tags = JobTags.ours(jobTags);
      return new Origin(name(tags, description), tags, CallSite.of(stack));
    }

    /** The same, called from there where nothing is known yet. */
    Origin orCalledFrom(@Nullable CallSite known) {
      return callSite != null || known == null ? this : new Origin(name, tags, known);
    }

    private static String name(Collection<String> tags, @Nullable String description) {
      String action = JobTags.action(tags);
      String named = action == null ? JobTags.step(tags) : action;
      String text = named == null && description != null ? description : named;
      return shown(text == null ? "" : text);
    }

    /** A name that somebody gave, as it is shown. */
    static String shown(String text) {
      String name = SpanName.of(text);
      return name.isEmpty() ? "Spark action" : name;
    }
  }

  /** From when to when something ran. */
  public record Interval(Instant start, Instant end) {
    /** An end before the start, as clocks may have it, counts as the start. */
    public static Interval ofMillis(long start, long end) {
      return new Interval(Instant.ofEpochMilli(start), Instant.ofEpochMilli(Math.max(start, end)));
    }

    public long millis() {
      return Duration.between(start, end).toMillis();
    }

    public double seconds() {
      return millis() / 1e3;
    }
  }
}
