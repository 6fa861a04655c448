package spanglue.spark.internal.time;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The stage attempts that run, and how many of their tasks wait for a slot. */
final class OpenStages {
  private final Map<Key, Stage> stages = new HashMap<>();
  private long waiting;

  /** Which attempt of which stage. */
  record Key(int stageId, int attempt) {}

  /** A stage attempt. */
  static final class Stage {
    final Key key;
    final @Nullable OpenUnit unit;

    /** Whether its tasks run where Spark does not look. */
    final boolean isOpaque;

    private final int tasks;
    private int succeeded;
    private int running;
    private boolean isOver;

    private Stage(Key key, @Nullable OpenUnit unit, int tasks, boolean isOpaque) {
      this.key = key;
      this.unit = unit;
      this.tasks = tasks;
      this.isOpaque = isOpaque;
    }

    private int waiting() {
      return isOver ? 0 : Math.max(0, tasks - succeeded - running);
    }
  }

  void submitted(Key key, @Nullable OpenUnit unit, int tasks, boolean isOpaque) {
    ended(key);
    Stage stage = new Stage(key, unit, tasks, isOpaque);
    stages.put(key, stage);
    waiting += stage.waiting();
  }

  void ended(Key key) {
    Stage stage = stages.remove(key);
    if (stage != null) {
      waiting -= stage.waiting();
      stage.isOver = true;
    }
  }

  /** All that are of it. */
  void ended(OpenUnit unit) {
    stages.values().stream()
        .filter(stage -> stage.unit == unit)
        .map(stage -> stage.key)
        .toList()
        .forEach(this::ended);
  }

  /** That one; one without tasks that wait where it is not known to run. */
  Stage get(Key key) {
    Stage stage = stages.get(key);
    return stage == null ? new Stage(key, null, 0, false) : stage;
  }

  void taskStarted(Stage stage) {
    waiting -= stage.waiting();
    stage.running++;
    waiting += stage.waiting();
  }

  void taskEnded(Stage stage, boolean hasSucceeded) {
    waiting -= stage.waiting();
    stage.running--;
    stage.succeeded += hasSucceeded ? 1 : 0;
    waiting += stage.waiting();
  }

  boolean areTasksWaiting() {
    return waiting > 0;
  }
}
