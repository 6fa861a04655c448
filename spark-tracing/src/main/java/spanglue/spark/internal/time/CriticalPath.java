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

  private Chain last = new Chain(0, new Parts(), new Parts(), null);

  /**
   * What led to a moment.
   *
   * @param parts from the start to it
   * @param gaps as they were then
   */
  record Chain(long end, Parts parts, Parts gaps, @Nullable Piece piece) {}

  /** A stage that a chain went through without another between. */
  record Piece(PathStage stage, @Nullable Piece before, int depth) {}

  void begin(long time) {
    last = new Chain(time, new Parts(), new Parts(), null);
  }

  void gap(TimeClass its, double millis) {
    gaps.add(its, millis);
  }

  /** What leads to a task that is launched now. */
  Chain launched(long now) {
    Parts parts = last.parts().copy();
    Parts between = gaps.copy().add(last.gaps(), -1);
    double millis = now - last.end();
    double known = between.sum();
    if (known > 0) {
      parts.add(between, millis / known);
    } else {
      // What is not decided yet has no job, and is an action's.
      parts.add(TimeClass.PLANNING, millis);
    }
    return new Chain(now, parts, gaps.copy(), last.piece());
  }

  /** The task that this chain led to has ended. */
  void finished(Chain chain, OpenStages.Key stage, TaskParts task, long now) {
    Parts parts = chain.parts().copy();
    double millis = now - chain.end();
    task.addTo(parts, millis);
    last = new Chain(now, parts, gaps.copy(), longer(chain, stage, now));
  }

  TimeRecord.Path close(long end) {
    Chain path = launched(end);
    Deque<PathStage> stages = new ArrayDeque<>();
    for (Piece piece = path.piece(); piece != null; piece = piece.before()) {
      stages.addFirst(piece.stage());
    }
    long start = last.end() - Math.round(last.parts().sum());
    return new TimeRecord.Path(path.parts().rounded(end - start), List.copyOf(stages));
  }

  private static Piece longer(Chain chain, OpenStages.Key stage, long now) {
    long millis = now - chain.end();
    Piece top = chain.piece();
    boolean isSame =
        top != null
            && top.stage().stageId() == stage.stageId()
            && top.stage().attempt() == stage.attempt();
    if (top == null || (!isSame && top.depth() < MOST_PIECES)) {
      return new Piece(
          new PathStage(stage.stageId(), stage.attempt(), chain.end(), now, millis),
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
