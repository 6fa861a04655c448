package spanglue.lambda;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** The input of an execution, as the state machine's definition reads it. */
final class RunInput {
  private RunInput() {}

  /**
   * JSON of bucket, key, key_base64, etag, size, version_id, run_id, run_date and trace_header,
   * each a text: Glue takes nothing else, and the definition finds each, so that what is not known
   * is empty. The key is there for people too; the jobs are handed the Base64 of its UTF-8. The
   * run's date is the UTC date of the upload, so that a retry after midnight computes the same
   * rows.
   *
   * @param traceHeader in X-Ray's form; empty where the run has no trace
   */
  static String of(Upload upload, String runId, String traceHeader) {
    Map<String, String> input = new LinkedHashMap<>();
    input.put("bucket", upload.bucket());
    input.put("key", upload.key());
    input.put("key_base64", base64(upload.key()));
    input.put("etag", upload.etag());
    input.put("size", upload.size() == Upload.UNKNOWN_SIZE ? "" : Long.toString(upload.size()));
    input.put("version_id", upload.versionId());
    input.put("run_id", runId);
    input.put("run_date", upload.time().atOffset(ZoneOffset.UTC).toLocalDate().toString());
    input.put("trace_header", traceHeader);
    return Json.line(input);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
