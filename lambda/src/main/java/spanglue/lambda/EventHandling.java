package spanglue.lambda;

import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import spanglue.lambda.StartsFailedException.Failure;
import spanglue.tracing.ActiveSpan;
import spanglue.tracing.SpanKind;
import spanglue.tracing.Spans;

/** What is done about one event: every record is tried, whatever becomes of the others. */
final class EventHandling {
  private final ExecutionStarter executions;
  private final RunTrace trace;
  private final FunctionInvocation invocation;
  private final EventLog log;
  private final List<Failure> failures = new ArrayList<>();

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
   * @return the ids of the runs, in the order of the records
   * @throws StartsFailedException after all were tried, where some could not be started
   */
  List<String> handle(List<S3EventNotificationRecord> records, Spans spans) {
    List<Upload> uploads = spans.call("read event", span -> read(records, span));
    List<String> runs = new ArrayList<>();
    for (Upload upload : uploads) {
      start(upload, spans).ifPresent(runs::add);
    }
    if (!failures.isEmpty()) {
      throw new StartsFailedException(failures, records.size());
    }
    return runs;
  }

  private List<Upload> read(List<S3EventNotificationRecord> records, ActiveSpan span) {
    invocation.describe(span);
    List<Upload> accepted = new ArrayList<>();
    int refused = 0;
    for (int i = 0; i < records.size(); i++) {
      try {
        Upload upload = Upload.of(records.get(i));
        Optional<Refusal> refusal = Refusal.of(upload);
        refusal.ifPresentOrElse(reason -> log.refused(upload, reason), () -> accepted.add(upload));
        refused += refusal.isPresent() ? 1 : 0;
      } catch (RuntimeException e) {
        failed("record " + i, e);
      }
    }
    span.set(FunctionAttribute.RECORDS.key(), records.size())
        .set(FunctionAttribute.ACCEPTED.key(), accepted.size())
        .set(FunctionAttribute.REFUSED.key(), refused);
    return accepted;
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
