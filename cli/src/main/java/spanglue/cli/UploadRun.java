package spanglue.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import spanglue.cli.aws.ExecutionRecord;
import spanglue.cli.aws.ExecutionRecord.Part;
import spanglue.cli.aws.FunctionProcess;
import spanglue.cli.aws.LocalExecutions;
import spanglue.cli.aws.ObjectCreated;
import spanglue.cli.aws.S3EventJson;
import spanglue.cli.process.LocalException;
import spanglue.cli.telemetry.PageSpans;
import spanglue.cli.telemetry.SimulatedSpans;
import spanglue.tracing.TraceHeader;

/** One file through the pipeline: uploaded, the function invoked, the execution awaited. */
final class UploadRun {
  private final Pipeline pipeline;
  private final Console console;
  private final @Nullable LocalDate runDate;

  /**
   * Runs with these parts.
   *
   * @param runDate the date that the upload's event gets; null for today's
   */
  UploadRun(Pipeline pipeline, Console console, @Nullable LocalDate runDate) {
    this.pipeline = pipeline;
    this.console = console;
    this.runDate = runDate;
  }

  /**
   * Runs the file.
   *
   * @param timings begun when the user asked for the run
   * @return how it went; written to the run's folder too
   * @throws LocalException where a part of the pipeline itself failed
   */
  RunSummary run(Path file, RunTimings timings) {
    TraceHeader root = TraceHeader.newRoot();
    // The log's pattern reads it: runs follow one another.
    System.setProperty("spanglue.trace_id", root.traceId());
    pipeline.interpreters().prepare();
    ObjectCreated created = timings.time("upload", () -> pipeline.upload().upload(file, root));
    console.progress(
        "upload", created.key() + String.format(Locale.ROOT, ", %,d bytes", created.size()));
    FunctionProcess.Result result = timings.time("function", () -> invoke(created));
    LocalExecutions.Execution execution = pipeline.executions().ofTrace(root.traceId());
    String runId =
        execution == null
            ? RunFolder.nameOfNotStarted(created.key(), root.traceId())
            : execution.record().name();
    RunFolder folder = RunFolder.create(pipeline.out(), runId, root.traceId());
    folder.log("function").append(result.log());
    String cause;
    if (execution == null) {
      pipeline.telemetry().files().bind(root.traceId(), folder.path());
      cause = RunCause.ofNoExecution(created, result);
    } else {
      console.progress("function", "started run " + runId);
      cause = RunCause.await(execution);
      execution.record().states().forEach(state -> addTo(timings, state));
    }
    var trace = pipeline.telemetry().files().of(root.traceId());
    var figures = TraceFigures.of(trace);
    var summary = new RunSummary(folder, cause, timings.untilNow(), figures);
    summary.write();
    LocalPage.write(summary, PageSpans.of(trace));
    return summary;
  }

  private FunctionProcess.Result invoke(ObjectCreated created) {
    TraceHeader caller = pipeline.upload().notifications().headerOf(created.key());
    Part invocation = Part.started(FunctionProcess.NAME, Instant.now());
    JsonNode event = S3EventJson.of(dated(created));
    FunctionProcess.Result result =
        pipeline
            .function()
            .invoke(event, new TraceHeader(caller.traceId(), invocation.id(), caller.sampling()));
    Part ended = invocation.ended(Instant.now());
    String error = result.error();
    pipeline
        .telemetry()
        .spans(
            SimulatedSpans.function(
                error == null ? ended : ended.failed("Lambda.Unknown", error), caller));
    return result;
  }

  private ObjectCreated dated(ObjectCreated created) {
    if (runDate == null) {
      return created;
    }
    Instant time = runDate.atTime(LocalTime.now(Clock.systemUTC())).toInstant(ZoneOffset.UTC);
    return new ObjectCreated(
        created.operation(), created.bucket(), created.key(), created.size(), created.eTag(), time);
  }

  private static void addTo(RunTimings timings, ExecutionRecord.State state) {
    if (!state.calls().isEmpty()) {
      timings.add(state.part().name(), state.part().seconds());
    }
  }
}
