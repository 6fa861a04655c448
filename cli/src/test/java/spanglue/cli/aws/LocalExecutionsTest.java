package spanglue.cli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import spanglue.cli.process.Json;

/** How many executions run at once, and in which order. */
class LocalExecutionsTest {
  private static final Interpreter.Outcome SUCCESS = new Interpreter.Outcome(null, null);

  private final List<String> begun = new CopyOnWriteArrayList<>();
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void noMoreRunAtOnceThanAskedForAndTheRestFollowsInOrder(int atOnce) throws Exception {
    CountDownLatch full = new CountDownLatch(atOnce);
    CountDownLatch go = new CountDownLatch(1);
    LocalExecutions executions =
        new LocalExecutions(
            new StateMachineArn("spanglue"),
            (record, input) -> {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              begun.add(record.name());
              full.countDown();
              awaitUninterruptibly(go);
              running.decrementAndGet();
              return SUCCESS;
            },
            atOnce);

    List<String> names = List.of("a", "b", "c", "d", "e");
    names.forEach(name -> executions.start(name, Json.object(), null));
    assertThat(full.await(1, TimeUnit.MINUTES)).isTrue();
    assertThat(begun).containsExactlyInAnyOrderElementsOf(names.subList(0, atOnce));
    assertThat(executions.records()).hasSize(5);
    go.countDown();

    for (ExecutionRecord record : executions.records()) {
      assertThat(outcome(executions, record).join()).isEqualTo(SUCCESS);
    }
    assertThat(most).hasValue(atOnce);
    assertThat(begun).containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  void oneThatFailsMakesRoomForTheNext() {
    LocalExecutions executions =
        new LocalExecutions(
            new StateMachineArn("spanglue"),
            (record, input) -> {
              if (record.name().equals("bad")) {
                throw new IllegalStateException("no interpreter");
              }
              return SUCCESS;
            },
            1);
    executions.start("bad", Json.object(), null);
    executions.start("good", Json.object(), null);

    assertThatThrownBy(() -> outcome(executions, named(executions, "bad")).join())
        .isInstanceOf(CompletionException.class)
        .hasRootCauseMessage("no interpreter");
    assertThat(outcome(executions, named(executions, "good")).join()).isEqualTo(SUCCESS);
  }

  private static ExecutionRecord named(LocalExecutions executions, String name) {
    return executions.records().stream()
        .filter(record -> record.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static CompletableFuture<Interpreter.Outcome> outcome(
      LocalExecutions executions, ExecutionRecord record) {
    return Objects.requireNonNull(executions.ofTrace(record.caller().traceId())).outcome();
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
