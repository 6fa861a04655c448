package spanglue.spark.internal.ledger;

import java.util.Set;
import org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionEnd;
import org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionStart;

/** What Spark says of SQL executions. */
public final class ExecutionEvents {
  private ExecutionEvents() {}

  public static void started(RunLedger ledger, SparkListenerSQLExecutionStart event) {
    Set<String> tags = JobTags.ours(ScalaValues.<String>list(event.jobTags()));
    ledger.executionStarted(
        event.executionId(),
        ScalaValues.longOr(event.rootExecutionId(), event.executionId()),
        ActionNames.of(tags, event.description()),
        tags,
        event.time());
  }

  public static void ended(RunLedger ledger, SparkListenerSQLExecutionEnd event) {
    Throwable thrown = ScalaValues.orNull(event.executionFailure());
    String message = ScalaValues.orNull(event.errorMessage());
    Ending ending = Ending.SUCCEEDED;
    if (thrown != null) {
      ending = Ending.thrown(thrown);
    } else if (message != null && !message.isEmpty()) {
      ending = Ending.told(message, null);
    }
    ledger.executionEnded(event.executionId(), event.time(), ending);
  }
}
