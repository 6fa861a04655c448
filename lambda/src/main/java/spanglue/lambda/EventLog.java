package spanglue.lambda;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import spanglue.tracing.SafeOutput;

/**
 * The function's log: lines of JSON with the trace's id, one for each upload. Keys are as they
 * came, for JSON escapes them.
 */
final class EventLog {
  private final LambdaLogger logger;
  private final String traceId;
  private final Clock clock;
  private final String function;

  /**
   * @param function whose log it is: an account can have more than one, of several stacks
   */
  EventLog(LambdaLogger logger, String function, String traceId, Clock clock) {
    this.logger = logger;
    this.function = function;
    this.traceId = traceId;
    this.clock = clock;
  }

  void started(Upload upload, String runId, ExecutionStarter.Outcome outcome) {
    Map<String, Object> line = line(outcome.name().toLowerCase(Locale.ROOT), upload);
    line.put("run_id", runId);
    write(line);
  }

  /** The trace header that Lambda gave can't be read, or may be refused. */
  void traceHeader(String warning) {
    write(line("trace_header", SafeOutput.line(warning)));
  }

  /** The event is none of S3's, so nothing can be started. */
  void unreadableEvent(RuntimeException cause) {
    write(line("unreadable_event", SafeOutput.line(String.valueOf(cause.getMessage()))));
  }

  /** Something else happened than an upload. */
  void ignored(EventRecord record) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("message", "ignored");
    line.put("bucket", record.bucket());
    line.put("key", record.sentKey());
    line.put("event", record.name());
    write(line);
  }

  void failed(String key, RuntimeException cause) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("message", "failed");
    line.put("key", key);
    line.put("cause", SafeOutput.line(String.valueOf(cause)));
    write(line);
  }

  /** In CloudWatch's embedded metric format: the log line is the metric too. */
  void refused(Upload upload, Refusal refusal) {
    Map<String, Object> line = line("refused", upload);
    line.put("explanation", refusal.explanation());
    line.put("FunctionName", function);
    line.put("Reason", refusal.name().toLowerCase(Locale.ROOT));
    line.put("UploadsRefused", 1);
    line.put(
        "_aws",
        Map.of(
            "Timestamp",
            clock.millis(),
            "CloudWatchMetrics",
            List.of(
                Map.of(
                    "Namespace",
                    "Spanglue",
                    "Dimensions",
                    List.of(List.of("FunctionName", "Reason")),
                    "Metrics",
                    List.of(Map.of("Name", "UploadsRefused", "Unit", "Count"))))));
    write(line);
  }

  private static Map<String, Object> line(String message, Upload upload) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("message", message);
    line.put("bucket", upload.bucket());
    line.put("key", upload.key());
    return line;
  }

  private static Map<String, Object> line(String message, String cause) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("message", message);
    line.put("cause", cause);
    return line;
  }

  private void write(Map<String, Object> line) {
    line.put("trace_id", traceId);
    logger.log(Json.line(line));
  }
}
