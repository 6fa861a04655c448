package spanglue.cli.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import spanglue.tracing.TraceHeader;

/** Executions that are over, as Step Functions would have recorded them. */
public final class RecordedRuns {
  private RecordedRuns() {}

  /** Clean succeeded, Process failed; each step took a second. */
  public static ExecutionRecord failed(StateMachineArn arn, String name, TraceHeader caller) {
    var record = new ExecutionRecord(arn, name, caller, new EachLookASecond());
    record.stateEntered("Clean");
    record.callStarted("Clean", "spanglue-cleaning");
    record.callEnded("Clean", null, null);
    record.stateExited("Clean");
    record.stateEntered("Process");
    record.callStarted("Process", "spanglue-processing");
    record.callEnded("Process", "States.TaskFailed", "no such column");
    record.stateFailed("Process", "States.TaskFailed", "no such column");
    record.ended("States.TaskFailed", "no such column");
    return record;
  }

  private static final class EachLookASecond extends Clock {
    private Instant next = Instant.parse("2026-11-23T10:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      next = next.plus(Duration.ofSeconds(1));
      return next;
    }
  }
}
