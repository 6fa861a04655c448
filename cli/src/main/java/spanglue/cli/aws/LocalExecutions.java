package spanglue.cli.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.TraceHeader;

/** The executions that were started, by name; those that have no room yet wait in their order. */
public final class LocalExecutions implements StartExecutionEndpoint.Starter {
  /** An execution, and how it ended when it has. */
  public record Execution(ExecutionRecord record, CompletableFuture<Interpreter.Outcome> outcome) {}

  private final StateMachineArn stateMachine;
  private final BiFunction<ExecutionRecord, JsonNode, Interpreter.Outcome> runner;
  private final Map<String, Execution> byName = new ConcurrentHashMap<>();
  private final ExecutorService threads;

  /**
   * None yet.
   *
   * @param runner runs an execution with its input to the end
   * @param atOnce how many run at the same time at most
   */
  public LocalExecutions(
      StateMachineArn stateMachine,
      BiFunction<ExecutionRecord, JsonNode, Interpreter.Outcome> runner,
      int atOnce) {
    this.stateMachine = stateMachine;
    this.runner = runner;
    this.threads = Executors.newFixedThreadPool(atOnce, LocalExecutions::thread);
  }

  @Override
  public void start(String name, JsonNode input, @Nullable TraceHeader header) {
    TraceHeader caller = header == null ? TraceHeader.newRoot() : header;
    var record = new ExecutionRecord(stateMachine, name, caller, Clock.systemUTC());
    var outcome = new CompletableFuture<Interpreter.Outcome>();
    byName.put(name, new Execution(record, outcome));
    threads.execute(() -> run(record, input, outcome));
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "execution");
    thread.setDaemon(true);
    return thread;
  }

  private void run(
      ExecutionRecord record, JsonNode input, CompletableFuture<Interpreter.Outcome> outcome) {
    try {
      outcome.complete(runner.apply(record, input));
    } catch (RuntimeException e) {
      outcome.completeExceptionally(e);
    }
  }

  /** The execution of a trace; null where none was started. */
  public @Nullable Execution ofTrace(String traceId) {
    return byName.values().stream()
        .filter(execution -> execution.record().caller().traceId().equals(traceId))
        .findFirst()
        .orElse(null);
  }

  public List<ExecutionRecord> records() {
    return byName.values().stream().map(Execution::record).toList();
  }
}
