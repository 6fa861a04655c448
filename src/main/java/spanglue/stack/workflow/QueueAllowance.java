package spanglue.stack.workflow;

import java.time.Duration;

/**
 * How long a run may have to wait for its turn when many files are uploaded at once, and what the
 * workflow therefore allows.
 *
 * @param concurrentRuns runs of one job that Glue lets run at the same time
 * @param jobTimeout the longest that one run may run
 */
record QueueAllowance(int concurrentRuns, Duration jobTimeout) {
  /** Files uploaded at the same moment that must all get through. */
  static final int UPLOADS = 200;

  /** What a run of an ordinary file takes on Glue, its start included; rounded up. */
  static final Duration ORDINARY_RUN = Duration.ofMinutes(4);

  /** A refused start is tried again after a random time between 0 and a delay that grows. */
  static final Duration FIRST_DELAY = Duration.ofMinutes(1);

  static final double DELAY_GROWTH = 2;
  static final Duration LONGEST_DELAY = Duration.ofMinutes(10);

  /** A fault is over soon; one that stays is known in at most some 10 minutes. */
  static final Duration FAULT_DELAY = Duration.ofSeconds(10);

  static final int FAULT_RETRIES = 6;

  private static final Duration SHORTEST_WAIT = Duration.ofMinutes(15);

  /** What a run takes before Glue's own timeout counts, so that Glue's ends it, with a cause. */
  private static final Duration START_UP = Duration.ofMinutes(15);

  /** How long the last of {@link #UPLOADS} waits in a queue without gaps; at least 15 minutes. */
  Duration longestWait() {
    Duration drained = ORDINARY_RUN.multipliedBy(turns());
    return drained.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : drained;
  }

  /** The most that one attempt of a state may take. */
  Duration stateTimeout() {
    return jobTimeout.plus(START_UP);
  }

  /**
   * Attempts after the first, so that also an unlucky execution outlasts the queue: with full
   * jitter an attempt waits half of its delay on average, and the queue has gaps, so twice as many
   * as would do on average, and the five that the delay takes to grow.
   */
  int retries() {
    long meanDelay = LONGEST_DELAY.toSeconds() / 2;
    return 5 + 2 * (int) Math.ceil((double) longestWait().toSeconds() / meanDelay);
  }

  /** The most that a whole execution may take: both states, each waited for at its longest. */
  Duration executionTimeout() {
    return stateTimeout()
        .plus(LONGEST_DELAY.multipliedBy(retries()))
        .plus(LONGEST_DELAY.multipliedBy(FAULT_RETRIES))
        .multipliedBy(2);
  }

  private int turns() {
    return (int) Math.ceil((double) UPLOADS / concurrentRuns);
  }
}
