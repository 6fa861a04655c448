package spanglue.cli.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import spanglue.cli.process.RandomIds;
import spanglue.tracing.TraceHeader;

/**
 * What an execution of the state machine has done so far, with the ids that its segments have in
 * X-Ray. Safe for use by several threads.
 */
public final class ExecutionRecord {
  /**
   * A part of the execution and how it ended.
   *
   * @param id 16 hex digits
   * @param end null while it runs
   * @param error Step Functions' name of the error; null where there is none
   * @param cause null where there is no error
   */
  public record Part(
      String id,
      String name,
      Instant start,
      @Nullable Instant end,
      @Nullable String error,
      @Nullable String cause) {
    public static Part started(String name, Instant start) {
      return new Part(RandomIds.span(), name, start, null, null, null);
    }

    public Part ended(Instant at) {
      return new Part(id, name, start, at, error, cause);
    }

    public Part failed(String error, String cause) {
      return new Part(id, name, start, end, error, cause);
    }

    public double seconds() {
      Instant last = end == null ? Instant.now() : end;
      return Duration.between(start, last).toNanos() / 1e9;
    }
  }

  /** A call of a Glue job from a state. */
  public record Call(Part part, String requestId, String jobName) {}

  /** A state, and its calls in order. */
  public record State(Part part, List<Call> calls) {}

  private final StateMachineArn arn;
  private final String name;
  private final TraceHeader caller;
  private final Clock clock;
  private final List<State> states = new ArrayList<>();
  private Part machine;

  ExecutionRecord(StateMachineArn arn, String name, TraceHeader caller, Clock clock) {
    this.arn = arn;
    this.name = name;
    this.caller = caller;
    this.clock = clock;
    this.machine = Part.started(arn.name(), clock.instant());
  }

  synchronized void stateEntered(String state) {
    states.add(new State(Part.started(state, clock.instant()), List.of()));
  }

  synchronized void callStarted(String state, String jobName) {
    State open = open(state);
    List<Call> calls = new ArrayList<>(open.calls());
    calls.add(new Call(Part.started("Glue", clock.instant()), RandomIds.hex(16), jobName));
    replace(open, new State(open.part(), List.copyOf(calls)));
  }

  /** Ends the state's last call; {@code error} and {@code cause} are null where it went well. */
  synchronized void callEnded(String state, @Nullable String error, @Nullable String cause) {
    State open = open(state);
    List<Call> calls = new ArrayList<>(open.calls());
    Call last = calls.remove(calls.size() - 1);
    Part ended = ended(last.part(), error, cause);
    calls.add(new Call(ended, last.requestId(), last.jobName()));
    replace(open, new State(open.part(), List.copyOf(calls)));
  }

  /** The state failed; it may be tried again or have its error caught. */
  synchronized void stateFailed(String state, String error, String cause) {
    State open = open(state);
    replace(open, new State(open.part().failed(error, cause), open.calls()));
  }

  /** The state failed and is tried again. */
  synchronized void stateRetried(String state) {
    State open = open(state);
    Part part = open.part();
    Part again = new Part(part.id(), part.name(), part.start(), null, null, null);
    replace(open, new State(again, open.calls()));
  }

  synchronized State stateExited(String state) {
    State open = open(state);
    State exited = new State(open.part().ended(clock.instant()), open.calls());
    replace(open, exited);
    return exited;
  }

  /** The execution is over; {@code error} and {@code cause} are null where it succeeded. */
  public synchronized void ended(@Nullable String error, @Nullable String cause) {
    states.replaceAll(state -> state.part().end() == null ? closed(state, error, cause) : state);
    machine = ended(machine, error, cause);
  }

  public synchronized Part machine() {
    return machine;
  }

  public synchronized List<State> states() {
    return List.copyOf(states);
  }

  public String name() {
    return name;
  }

  public String executionArn() {
    return arn.execution(name);
  }

  StateMachineArn stateMachine() {
    return arn;
  }

  public TraceHeader caller() {
    return caller;
  }

  /** What was cut off by the execution's end has its error. */
  private State closed(State state, @Nullable String error, @Nullable String cause) {
    List<Call> calls =
        state.calls().stream()
            .map(
                call ->
                    call.part().end() == null
                        ? new Call(
                            ended(call.part(), error, cause), call.requestId(), call.jobName())
                        : call)
            .toList();
    return new State(ended(state.part(), error, cause), calls);
  }

  private Part ended(Part part, @Nullable String error, @Nullable String cause) {
    Part ended = part.ended(clock.instant());
    return error == null ? ended : ended.failed(error, cause == null ? "" : cause);
  }

  private State open(String name) {
    for (int i = states.size() - 1; i >= 0; i--) {
      State state = states.get(i);
      if (state.part().name().equals(name) && state.part().end() == null) {
        return state;
      }
    }
    throw new IllegalStateException("the state " + name + " is not running; running: " + states);
  }

  private void replace(State before, State after) {
    states.replaceAll(state -> state.equals(before) ? after : state);
  }
}
