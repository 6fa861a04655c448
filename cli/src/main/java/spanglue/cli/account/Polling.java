package spanglue.cli.account;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import spanglue.cli.process.LocalException;

/**
 * How often AWS is asked for what it does not tell by itself.
 *
 * @param every between two questions
 * @param atMost until it is given up
 */
public record Polling(Duration every, Duration atMost) {
  /** Asks until there is an answer; null where there is none in time. */
  public <T> @Nullable T until(Supplier<@Nullable T> question) {
    long end = System.nanoTime() + atMost.toNanos();
    while (true) {
      @Nullable T answer = question.get();
      if (answer != null || System.nanoTime() - end >= 0) {
        return answer;
      }
      try {
        Thread.sleep(every.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new LocalException("interrupted while it waited for AWS", e);
      }
    }
  }
}
