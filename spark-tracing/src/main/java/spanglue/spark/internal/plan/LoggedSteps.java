package spanglue.spark.internal.plan;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import spanglue.spark.event.StepsRan;
import spanglue.spark.event.StepsRan.RanStep;
import spanglue.spark.internal.ledger.ActionRecord;
import spanglue.spark.internal.ledger.ActionRecord.Interval;
import spanglue.spark.internal.ledger.JobTags;
import spanglue.spark.internal.plan.Materialization.ActionKey;
import spanglue.spark.internal.plan.Materialization.Label;

/** The steps that ran as events of a log tell them, and as they are told to it. */
final class LoggedSteps {
  private static final int MOST_ACTIONS = 1_024;
  private static final int MOST_STEPS = 2_048;

  /** The actions that ended last, for the events that tell of them: those come soon after. */
  private final Map<String, ActionKey> ended =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ActionKey> eldest) {
          return size() > MOST_ACTIONS;
        }
      };

  private final Map<Long, Step> steps = new HashMap<>();

  /** A step as an event tells it. */
  static RanStep told(Step step, Materialization by, boolean known) {
    return new RanStep(
        step.id,
        step.name,
        known,
        by.label().text,
        by.interval().start().toEpochMilli(),
        by.interval().end().toEpochMilli(),
        by.with(),
        by.shared(),
        by.copies(),
        by.rows(),
        by.stages());
  }

  /** What events call an action by: its number in a ledger is another in the next. */
  static String key(ActionRecord action) {
    if (action.ids().executionId() != null) {
      return "execution " + action.ids().executionId();
    }
    if (!action.ids().jobIds().isEmpty()) {
      return "job " + action.ids().jobIds().get(0);
    }
    String tag = JobTags.actionTag(action.origin().tags());
    return tag == null ? "" : tag;
  }

  void actionEnded(ActionRecord action) {
    ended.put(key(action), new ActionKey(action.id(), action.name()));
  }

  /** The action that an event is about; null where it is not known. */
  @Nullable ActionKey action(StepsRan event) {
    return ended.get(event.action());
  }

  /** The step of an event; null where there are too many. */
  @Nullable Step step(RanStep told, PlanSteps owner) {
    Step known = steps.get(told.id());
    if (known == null && steps.size() < MOST_STEPS) {
      known = new Step(told.id(), told.name(), owner);
      steps.put(told.id(), known);
    }
    return known;
  }

  /** The step of that number; null where no event told of it. */
  @Nullable Step step(long id) {
    return steps.get(id);
  }

  static Materialization materialization(RanStep told, ActionKey action) {
    return new Materialization(
        action,
        Label.of(told.attribution()),
        Interval.ofMillis(told.start(), told.end()),
        told.with(),
        told.shared(),
        told.copies(),
        told.rows(),
        told.stages());
  }
}
