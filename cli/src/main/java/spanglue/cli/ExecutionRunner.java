package spanglue.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import spanglue.cli.aws.ExecutionRecord;
import spanglue.cli.aws.GlueJobProcesses;
import spanglue.cli.aws.Interpreter;
import spanglue.cli.aws.ReadyInterpreters;
import spanglue.cli.aws.StateMachineDefinition;
import spanglue.cli.telemetry.SimulatedSpans;
import spanglue.cli.telemetry.TelemetryFanOut;

/**
 * Runs executions of the state machine: each in a folder of its own, with the spans that Step
 * Functions would send at its end.
 *
 * @param out the folder that holds the bucket and the runs
 */
record ExecutionRunner(
    StateMachineDefinition definition,
    ReadyInterpreters interpreters,
    GlueJobProcesses jobs,
    TelemetryFanOut telemetry,
    Path out,
    Console console) {
  Interpreter.Outcome run(ExecutionRecord record, JsonNode input) {
    String traceId = record.caller().traceId();
    RunFolder folder = RunFolder.create(out, record.name(), traceId);
    telemetry.files().bind(traceId, folder.path());
    Interpreter interpreter = interpreters.take();
    try {
      return interpreter.run(definition, record, input, new StateTasks(jobs, folder, console));
    } catch (RuntimeException e) {
      record.ended("States.Runtime", String.valueOf(e.getMessage()));
      throw e;
    } finally {
      telemetry.spans(SimulatedSpans.execution(record));
    }
  }
}
