package spanglue.lambda;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import spanglue.lambda.StartsFailedException.Failure;
import spanglue.tracing.ActiveSpan;
import spanglue.tracing.SafeOutput;
import spanglue.tracing.SpanKind;
import spanglue.tracing.Spans;

/** What is done about one event: every record is tried, whatever becomes of the others. */
final class EventHandling {
  private final ExecutionStarter executions;
  private final RunTrace trace;
  private final FunctionInvocation invocation;
  private final EventLog log;
  private final List<Failure> failures = new ArrayList<>();
  private int records;
  private int refused;

  EventHandling(
      ExecutionStarter executions, RunTrace trace, FunctionInvocation invocation, EventLog log) {
    this.executions = executions;
    this.trace = trace;
    this.invocation = invocation;
    this.log = log;
  }

  /**
   * Starts a run for each upload of the event that is not refused.
   *
   * @param event as JSON
   * @return the ids of the runs, in the order of the records
   * @throws IllegalArgumentException where the event is none of S3's
   * @throws StartsFailedException after all were tried, where some could not be started
   */
  List<String> handle(String event, Spans spans) {
    List<Upload> uploads = spans.call("read event", span -> read(event, span));
    List<String> runs = new ArrayList<>();
    for (Upload upload : uploads) {
      start(upload, spans).ifPresent(runs::add);
    }
    if (!failures.isEmpty()) {
      throw new StartsFailedException(failures, records);
    }
    return runs;
  }

  private List<Upload> read(String event, ActiveSpan span) {
    invocation.describe(span);
    List<EventRecord> found = records(event);
    records = found.size();
    List<Upload> accepted = new ArrayList<>();
    for (int i = 0; i < records; i++) {
      try {
        read(found.get(i)).ifPresent(accepted::add);
      } catch (RuntimeException e) {
        String key = found.get(i).sentKey();
        failed(key.isEmpty() ? "record " + i : key, e);
      }
    }
    span.set(FunctionAttribute.RECORDS.key(), records)
        .set(FunctionAttribute.ACCEPTED.key(), accepted.size())
        .set(FunctionAttribute.REFUSED.key(), refused);
    return accepted;
  }

  private List<EventRecord> records(String event) {
    try {
      return EventReader.read(event);
    } catch (IllegalArgumentException e) {
      log.unreadableEvent(e);
      throw new IllegalArgumentException(
          "the event can't be read: " + SafeOutput.line(String.valueOf(e.getMessage())), e);
    }
  }

  /** The upload to start a run for; empty where none is to be. */
  private Optional<Upload> read(EventRecord record) {
    if (!record.isCreation()) {
      log.ignored(record);
      return Optional.empty();
    }
    Upload upload = record.upload();
    Optional<Refusal> refusal = Refusal.of(upload);
    refusal.ifPresent(reason -> log.refused(upload, reason));
    refused += refusal.isPresent() ? 1 : 0;
    return refusal.isPresent() ? Optional.empty() : Optional.of(upload);
  }

  private Optional<String> start(Upload upload, Spans spans) {
    try {
      return Optional.of(
          spans.call("start execution", SpanKind.CLIENT, span -> start(upload, span)));
    } catch (RuntimeException e) {
      failed(upload.key(), e);
      return Optional.empty();
    }
  }

  private String start(Upload upload, ActiveSpan span) {
    invocation.describe(span);
    String runId = RunId.of(upload);
    span.set(FunctionAttribute.RUN_ID.key(), runId)
        .set(FunctionAttribute.BUCKET.key(), upload.bucket())
        .set(FunctionAttribute.KEY.key(), upload.key());
    String header = trace.headerFor(span);
    String input = RunInput.of(upload, runId, header == null ? "" : header);
    ExecutionStarter.Outcome outcome = executions.start(runId, input, header);
    boolean alreadyStarted = outcome == ExecutionStarter.Outcome.ALREADY_STARTED;
    span.set(FunctionAttribute.ALREADY_STARTED.key(), alreadyStarted);
    log.started(upload, runId, outcome);
    return runId;
  }

  private void failed(String what, RuntimeException cause) {
    failures.add(new Failure(what, cause));
    log.failed(what, cause);
  }
}
