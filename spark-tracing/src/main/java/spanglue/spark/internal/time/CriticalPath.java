package spanglue.spark.internal.time;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import spanglue.spark.internal.time.TimeRecord.PathStage;
import spanglue.spark.vocabulary.TimeClass;

/**
 * The chain of tasks, with the gaps between them, that ended last. What a task waited for before it
 * was launched is the task that had ended last by then, and what lay between: so that only the
 * chains of the tasks that run need be known, and at the end one of them is the path.
 */
final class CriticalPath {
  private static final int MOST_PIECES = 2_048;

  /** What time without a task went to, since the start. */
  private final Parts gaps = new Parts();

  /** The same as it is now, for chains to keep; null where nobody asked since it changed. */
  private @Nullable Parts gapsNow;

  private Chain last = new Chain(0, new Parts(), new Parts(), null);

  /**
   * What led to the end of a task.
   *
   * @param parts from the start to it
   * @param gaps as they were then
   */
  record Chain(long end, Parts parts, Parts gaps, @Nullable Piece piece) {}

  /** The launch of a task, after what had ended last by then. */
  record Launch(long time, Chain after, Parts gaps) {
    /** From the start to it. */
    private Parts parts() {
      Parts parts = after.parts().copy();
      double millis = time - after.end();
      double known = gaps.sum() - after.gaps().sum();
      if (known > 0) {
        parts.add(gaps, millis / known).add(after.gaps(), -millis / known);
      } else {
        // What is not decided yet has no job, and is an action's.
        parts.add(TimeClass.PLANNING, millis);
      }
      return parts;
    }
  }

  /** A stage that a chain went through without another between. */
  record Piece(PathStage stage, @Nullable Piece before, int depth) {}

  void begin(long time) {
    last = new Chain(time, new Parts(), new Parts(), null);
  }

  void gap(TimeClass its, double millis) {
    gaps.add(its, millis);
    gapsNow = null;
  }

  private Parts gapsNow() {
    Parts now = gapsNow == null ? gaps.copy() : gapsNow;
    gapsNow = now;
    return now;
  }

  /** A task is launched. Returns what its end will be told with. */
  Launch launched(long now) {
    return new Launch(now, last, gapsNow());
  }

  /** The task of that launch has ended. */
  void finished(Launch launch, OpenStages.Key stage, TaskParts task, long now) {
    Parts parts = launch.parts();
    double millis = now - launch.time();
    task.addTo(parts, millis);
    last = new Chain(now, parts, gapsNow(), longer(launch, stage, now));
  }

  TimeRecord.Path close(long end) {
    Launch path = launched(end);
    Deque<PathStage> stages = new ArrayDeque<>();
    for (Piece piece = path.after().piece(); piece != null; piece = piece.before()) {
      stages.addFirst(piece.stage());
    }
    long start = last.end() - Math.round(last.parts().sum());
    return new TimeRecord.Path(path.parts().rounded(end - start), List.copyOf(stages));
  }

  private static Piece longer(Launch launch, OpenStages.Key stage, long now) {
    long millis = now - launch.time();
    Piece top = launch.after().piece();
    boolean isSame =
        top != null
            && top.stage().stageId() == stage.stageId()
            && top.stage().attempt() == stage.attempt();
    if (top == null || (!isSame && top.depth() < MOST_PIECES)) {
      return new Piece(
          new PathStage(stage.stageId(), stage.attempt(), launch.time(), now, millis),
          top,
          top == null ? 1 : top.depth() + 1);
    }
    PathStage known = top.stage();
    return new Piece(
        new PathStage(
            known.stageId(), known.attempt(), known.startMillis(), now, known.millis() + millis),
        top.before(),
        top.depth());
  }
}
