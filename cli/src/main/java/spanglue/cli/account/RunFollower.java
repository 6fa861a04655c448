package spanglue.cli.account;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;

/** Follows an execution to its end and tells of each state that calls a service. */
public final class RunFollower {
  /** Told of the states, in the order of the execution's history. */
  public interface Listener {
    void entered(String state);

    void exited(String state, double seconds);

    /** The state's call failed; it may be tried again, or have its error caught. */
    void failed(String state, String error);
  }

  /**
   * How an execution ended.
   *
   * @param status as Step Functions names it
   * @param error null where it succeeded
   * @param cause null where none is given
   */
  public record Outcome(String status, @Nullable String error, @Nullable String cause) {}

  private final SfnClient client;
  private final Listener listener;
  private final Map<String, Instant> entered = new TreeMap<>();
  private final Deque<String> open = new ArrayDeque<>();
  private long told;

  public RunFollower(SfnClient client, Listener listener) {
    this.client = client;
    this.listener = listener;
  }

  /** Returns at the execution's end; null where {@code polling} gives it up before. */
  public @Nullable Outcome follow(Run run, Polling polling) {
    return polling.until(() -> look(run));
  }

  /** The status first: what it had then, the history has too. */
  private @Nullable Outcome look(Run run) {
    DescribeExecutionResponse execution =
        AwsErrors.<DescribeExecutionResponse>told(
            "look at run " + run.id(),
            () -> client.describeExecution(request -> request.executionArn(run.arn())));
    List<HistoryEvent> events =
        AwsErrors.told(
            "read the history of run " + run.id(),
            () ->
                client
                    .getExecutionHistoryPaginator(
                        request -> request.executionArn(run.arn()).includeExecutionData(false))
                    .events()
                    .stream()
                    .toList());
    events.stream().filter(event -> event.id() > told).forEach(this::tell);
    return execution.status() == ExecutionStatus.RUNNING
        ? null
        : new Outcome(execution.statusAsString(), execution.error(), execution.cause());
  }

  private void tell(HistoryEvent event) {
    told = event.id();
    if (event.type() == HistoryEventType.TASK_STATE_ENTERED) {
      String state = event.stateEnteredEventDetails().name();
      entered.put(state, event.timestamp());
      open.addLast(state);
      listener.entered(state);
    } else if (event.type() == HistoryEventType.TASK_STATE_EXITED) {
      String state = event.stateExitedEventDetails().name();
      Instant start = entered.getOrDefault(state, event.timestamp());
      open.remove(state);
      listener.exited(state, Duration.between(start, event.timestamp()).toMillis() / 1e3);
    } else if (!open.isEmpty()) {
      if (event.taskFailedEventDetails() != null) {
        listener.failed(open.getLast(), event.taskFailedEventDetails().error());
      } else if (event.taskTimedOutEventDetails() != null) {
        listener.failed(open.getLast(), event.taskTimedOutEventDetails().error());
      }
    }
  }
}
