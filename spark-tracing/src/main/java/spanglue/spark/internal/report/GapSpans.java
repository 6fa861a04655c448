package spanglue.spark.internal.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import spanglue.spark.internal.ledger.ActionRecord;
import spanglue.spark.internal.time.TimeRecord;
import spanglue.spark.internal.time.TimeRecord.Gap;
import spanglue.spark.internal.time.TimeRecord.UnitId;
import spanglue.spark.vocabulary.SparkAttribute;
import spanglue.tracing.spi.FinishedSpan;
import spanglue.tracing.spi.FinishedSpan.Importance;

/**
 * Gaps as spans: of the root where no action ran, else of the action that ran. What is of an action
 * that is not told is not told either.
 */
final class GapSpans {
  private final PathShares path;
  private final List<FinishedSpan> ofRoot = new ArrayList<>();
  private final Map<Long, List<FinishedSpan>> ofActions = new HashMap<>();
  private long count;
  private long omitted;
  private long omittedMillis;

  GapSpans(TimeRecord.Gaps gaps, List<ActionRecord> actions, PathShares path) {
    this.path = path;
    this.omitted = gaps.omitted();
    this.omittedMillis = gaps.omittedMillis();
    Map<UnitId, ActionRecord> byUnit = new HashMap<>();
    for (ActionRecord action : actions) {
      action.ids().executionIds().forEach(id -> byUnit.put(new UnitId(true, id), action));
      action.ids().jobIds().forEach(id -> byUnit.put(new UnitId(false, id), action));
    }
    for (Gap gap : gaps.kept()) {
      if (gap.unit() == null && !gap.isInAction()) {
        ofRoot.add(span(gap, gap.startMillis(), gap.endMillis(), Importance.NORMAL));
        count++;
      } else {
        add(gap, gap.unit() == null ? around(gap, actions) : byUnit.get(gap.unit()));
      }
    }
  }

  /** Those to be under the root. */
  List<FinishedSpan> ofRoot() {
    return ofRoot;
  }

  /** Those to be under that action. */
  List<FinishedSpan> of(ActionRecord action) {
    return ofActions.getOrDefault(action.id(), List.of());
  }

  /** How many there are, and what is none. */
  void putInto(Map<String, Object> root) {
    root.put(SparkAttribute.GAP_COUNT.key(), count);
    if (omitted > 0) {
      root.put(SparkAttribute.GAP_OMITTED_COUNT.key(), omitted);
      root.put(SparkAttribute.GAP_OMITTED_SECONDS.key(), omittedMillis / 1e3);
    }
  }

  private void add(Gap gap, @Nullable ActionRecord action) {
    long start = action == null ? 0 : Math.max(gap.startMillis(), start(action));
    long end = action == null ? 0 : Math.min(gap.endMillis(), end(action));
    if (action == null || end <= start) {
      omitted++;
      omittedMillis += gap.millis();
    } else {
      ofActions
          .computeIfAbsent(action.id(), id -> new ArrayList<>())
          .add(span(gap, start, end, Importance.LOW));
      count++;
    }
  }

  private static @Nullable ActionRecord around(Gap gap, List<ActionRecord> actions) {
    for (ActionRecord action : actions) {
      if (start(action) <= gap.startMillis() && end(action) >= gap.endMillis()) {
        return action;
      }
    }
    return null;
  }

  private FinishedSpan span(Gap gap, long start, long end, Importance importance) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    putPath(attributes, path.of(gap));
    return new FinishedSpan(
        gap.kind().spanName(),
        Instant.ofEpochMilli(start),
        Instant.ofEpochMilli(end),
        attributes,
        null,
        importance);
  }

  /** Marks what was on the critical path, for so long. */
  static void putPath(Map<String, Object> attributes, long millis) {
    if (millis > 0) {
      attributes.put(SparkAttribute.CRITICAL_PATH_MEMBER.key(), true);
      attributes.put(SparkAttribute.CRITICAL_PATH_SECONDS.key(), millis / 1e3);
    }
  }

  private static long start(ActionRecord action) {
    return action.interval().start().toEpochMilli();
  }

  private static long end(ActionRecord action) {
    return action.interval().end().toEpochMilli();
  }
}
