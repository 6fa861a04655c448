package spanglue.stack.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that take as long as an ordinary one, all asked for within a second. */
class QueueAllowanceTest {
  private static final int SEEDS = 50;

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 20, 50, 200})
  void allOf200UploadsAtOnceGetTheirTurn(int concurrentRuns) {
    var allowance = new QueueAllowance(concurrentRuns, Duration.ofHours(1));

    for (int seed = 0; seed < SEEDS; seed++) {
      int most = mostRetries(allowance, new Random(seed));
      assertThat(most).as("retries with seed %d", seed).isLessThanOrEqualTo(allowance.retries());
    }
  }

  @Test
  void aStateOutlastsTheLongestRunOfItsJob() {
    var allowance = new QueueAllowance(20, Duration.ofHours(1));

    assertThat(allowance.longestWait()).isEqualTo(Duration.ofMinutes(40));
    assertThat(allowance.stateTimeout()).isEqualTo(Duration.ofMinutes(75));
    assertThat(allowance.executionTimeout())
        .isGreaterThan(allowance.stateTimeout().multipliedBy(2));
  }

  /** An execution that asks for a run at a time, in seconds. */
  private record Attempt(double at, int retries) {}

  private static int mostRetries(QueueAllowance allowance, Random random) {
    var attempts = new PriorityQueue<>(Comparator.comparingDouble(Attempt::at));
    for (int i = 0; i < QueueAllowance.UPLOADS; i++) {
      attempts.add(new Attempt(random.nextDouble(), 0));
    }
    var running = new PriorityQueue<Double>();
    int most = 0;
    while (!attempts.isEmpty()) {
      Attempt attempt = attempts.remove();
      while (!running.isEmpty() && running.peek() <= attempt.at()) {
        running.remove();
      }
      if (running.size() < allowance.concurrentRuns()) {
        running.add(attempt.at() + (double) QueueAllowance.ORDINARY_RUN.toSeconds());
        most = Math.max(most, attempt.retries());
      } else {
        double longest =
            Math.min(
                QueueAllowance.FIRST_DELAY.toSeconds()
                    * Math.pow(QueueAllowance.DELAY_GROWTH, attempt.retries()),
                (double) QueueAllowance.LONGEST_DELAY.toSeconds());
        attempts.add(
            new Attempt(attempt.at() + random.nextDouble() * longest, attempt.retries() + 1));
      }
    }
    return most;
  }
}
