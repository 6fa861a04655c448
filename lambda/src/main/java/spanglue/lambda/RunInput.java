package spanglue.lambda;

import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/** The input of an execution, as the state machine's definition reads it. */
final class RunInput {
  private RunInput() {}

  /**
   * JSON of bucket, key, run_id, run_date and trace_header. The run's date is the UTC date of the
   * upload, so that a retry after midnight computes the same rows.
   *
   * @param traceHeader in X-Ray's form; empty where the run has no trace
   */
  static String of(Upload upload, String runId, String traceHeader) {
    Map<String, String> input = new LinkedHashMap<>();
    input.put("bucket", upload.bucket());
    input.put("key", upload.key());
    input.put("run_id", runId);
    input.put("run_date", upload.time().atOffset(ZoneOffset.UTC).toLocalDate().toString());
    input.put("trace_header", traceHeader);
    return Json.line(input);
  }
}
