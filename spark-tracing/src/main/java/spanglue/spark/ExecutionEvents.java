package spanglue.spark;

import java.util.Set;
import org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionEnd;
import org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionStart;
import spanglue.tracing.SpanFailure;

/** What Spark says of SQL executions. */
final class ExecutionEvents {
  private ExecutionEvents() {}

  static void started(RunLedger ledger, SparkListenerSQLExecutionStart event) {
    Set<String> tags = JobTags.ours(ScalaValues.<String>list(event.jobTags()));
    ledger.executionStarted(
        event.executionId(),
        ScalaValues.longOr(event.rootExecutionId(), event.executionId()),
        ActionNames.of(tags, event.description()),
        tags,
        event.time());
  }

  static void ended(RunLedger ledger, SparkListenerSQLExecutionEnd event) {
    Throwable thrown = ScalaValues.orNull(event.executionFailure());
    String message = ScalaValues.orNull(event.errorMessage());
    Outcome outcome = Outcome.SUCCEEDED;
    SpanFailure failure = null;
    if (thrown != null) {
      boolean cancelled = Failures.isCancellation(thrown);
      outcome = cancelled ? Outcome.CANCELLED : Outcome.FAILED;
      failure = cancelled ? null : Failures.of(thrown);
    } else if (message != null && !message.isEmpty()) {
      boolean cancelled = Failures.isCancellation(message);
      outcome = cancelled ? Outcome.CANCELLED : Outcome.FAILED;
      failure = cancelled ? null : Failures.ofMessage(message);
    }
    ledger.executionEnded(event.executionId(), event.time(), outcome, failure);
  }
}
