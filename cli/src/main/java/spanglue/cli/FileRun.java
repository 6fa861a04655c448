package spanglue.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import spanglue.cli.aws.ExecutionRecord;
import spanglue.cli.aws.ExecutionRecord.Part;
import spanglue.cli.aws.Executions;
import spanglue.cli.aws.FunctionProcess;
import spanglue.cli.aws.Interpreter;
import spanglue.cli.aws.ObjectCreated;
import spanglue.cli.aws.S3EventJson;
import spanglue.cli.process.Json;
import spanglue.cli.process.LocalException;
import spanglue.cli.telemetry.SimulatedSpans;
import spanglue.tracing.TraceHeader;

/** One file through the pipeline: uploaded, the function invoked, the execution awaited. */
final class FileRun {
  private static final long NOTIFICATION_SECONDS = 30;

  private final Pipeline pipeline;
  private final Console console;
  private final @Nullable LocalDate runDate;

  /**
   * Runs with these parts.
   *
   * @param runDate the date that the upload's event gets; null for today's
   */
  FileRun(Pipeline pipeline, Console console, @Nullable LocalDate runDate) {
    this.pipeline = pipeline;
    this.console = console;
    this.runDate = runDate;
  }

  /**
   * Runs the file.
   *
   * @param seconds begun when the user asked for the run
   * @return how it went; written to the run's folder too
   * @throws LocalException where a part of the pipeline itself failed
   */
  RunSummary run(Path file, Seconds seconds) {
    TraceHeader root = TraceHeader.newRoot();
    // The log's pattern reads it: runs follow one another.
    System.setProperty("spanglue.trace_id", root.traceId());
    pipeline.prepareExecution();
    ObjectCreated created = seconds.time("upload", () -> upload(file, root));
    console.progress(
        "upload", created.key() + String.format(Locale.ROOT, ", %,d bytes", created.size()));
    FunctionProcess.Result result = seconds.time("function", () -> invoke(created));
    Executions.Execution execution = pipeline.executions().ofTrace(root.traceId());
    String runId = execution == null ? notStarted(created, root) : execution.record().name();
    RunFolder folder = RunFolder.create(pipeline.out(), runId, root.traceId());
    folder.log("function").append(result.log());
    String cause;
    if (execution == null) {
      pipeline.traces().bind(root.traceId(), folder.path());
      cause = whyNotStarted(created, result);
    } else {
      console.progress("function", "started run " + runId);
      cause = await(execution);
      execution.record().states().forEach(state -> addTo(seconds, state));
    }
    var trace = pipeline.traces().of(root.traceId());
    var summary =
        new RunSummary(
            folder, cause, seconds.untilNow(), SlowestAction.of(trace), Findings.of(trace));
    summary.write();
    return summary;
  }

  private ObjectCreated upload(Path file, TraceHeader root) {
    String key =
        InputKey.upload(pipeline.out(), file, k -> pipeline.uploader().upload(file, k, root));
    try {
      ObjectCreated created = pipeline.created().poll(NOTIFICATION_SECONDS, TimeUnit.SECONDS);
      if (created == null) {
        throw new LocalException("the bucket sent no notification of " + key);
      }
      return created;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalException("interrupted during the upload of " + key, e);
    }
  }

  private FunctionProcess.Result invoke(ObjectCreated created) {
    TraceHeader caller = pipeline.headerOf(created.key());
    Part invocation = Part.started(FunctionProcess.NAME, Instant.now());
    JsonNode event = S3EventJson.of(dated(created));
    FunctionProcess.Result result =
        pipeline
            .function()
            .invoke(event, new TraceHeader(caller.traceId(), invocation.id(), caller.sampling()));
    Part ended = invocation.ended(Instant.now());
    String error = result.error();
    pipeline.accept(
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

  private static void addTo(Seconds seconds, ExecutionRecord.State state) {
    if (!state.calls().isEmpty()) {
      seconds.add(state.part().name(), state.part().seconds());
    }
  }

  /** A name for what has no execution: it is kept like a run. */
  private static String notStarted(ObjectCreated created, TraceHeader root) {
    String name = created.key().substring(created.key().lastIndexOf('/') + 1);
    String slug = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return "not-started-" + slug.substring(0, Math.min(20, slug.length())) + "-" + root.traceId();
  }

  private static String whyNotStarted(ObjectCreated created, FunctionProcess.Result result) {
    String refusal = result.refusal();
    if (refusal != null) {
      return FunctionProcess.NAME + " refused " + created.key() + ": " + refusal;
    }
    String error = result.error();
    return error == null
        ? FunctionProcess.NAME + " started no execution for " + created.key()
        : FunctionProcess.NAME + " failed: " + error;
  }

  /** Null where the execution succeeded, else its cause: of a job, the job's own message. */
  private static @Nullable String await(Executions.Execution execution) {
    try {
      Interpreter.Outcome outcome = execution.outcome().join();
      if (outcome.error() == null) {
        return null;
      }
      String cause = outcome.cause() == null ? "" : outcome.cause();
      String message =
          cause.startsWith("{") ? Json.read(cause).path("ErrorMessage").asText(cause) : cause;
      return message.isBlank() ? outcome.error() : message;
    } catch (CompletionException e) {
      return String.valueOf(e.getCause() == null ? e : e.getCause().getMessage());
    }
  }
}
