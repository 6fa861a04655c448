package spanglue.tracing.internal.parent;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Segment documents as Step Functions, X-Ray and the collector write them, and answers of them. */
public final class Documents {
  public static final String EXECUTION =
      "arn:aws:states:eu-central-1:123456789012:execution:spanglue:R";
  static final String MACHINE_ID = "aaaaaaaaaaaaaaaa";

  /** When the job of these tests started, in seconds since 1970. */
  static final double JOB_START = 1_800_000_000;

  private final Map<String, Object> fields = new LinkedHashMap<>();

  private Documents(String id, String name) {
    fields.put("id", id);
    fields.put("name", name);
    fields.put("start_time", JOB_START - 60);
    fields.put("in_progress", true);
  }

  /** The segment of the execution {@link #EXECUTION}. */
  public static Documents machine(Documents... subsegments) {
    return machine(MACHINE_ID, EXECUTION, subsegments);
  }

  public static Documents machine(String id, String execution, Documents... subsegments) {
    return new Documents(id, "spanglue")
        .with("trace_id", "1-5759e988-bd862e3fe1be46a994272793")
        .with("origin", "AWS::StepFunctions::StateMachine")
        .with("resource_arn", "arn:aws:states:eu-central-1:123456789012:stateMachine:spanglue")
        .with("aws", Map.of("execution_arn", execution))
        .around(subsegments);
  }

  public static Documents state(String id, String name, Documents... subsegments) {
    return new Documents(id, name).around(subsegments);
  }

  public static Documents glue(String id, String requestId) {
    return new Documents(id, "Glue")
        .with("namespace", "aws")
        .with("aws", Map.of("operation", "startJobRun.sync", "request_id", requestId));
  }

  /** The segment that X-Ray infers from a call. */
  static Documents inferred(String id, String callId, String requestId) {
    return new Documents(id, "Glue")
        .with("inferred", true)
        .with("parent_id", callId)
        .with("origin", "AWS::Glue")
        .with("aws", Map.of("operation", "startJobRun.sync", "request_id", requestId));
  }

  /** A job's root span, as the collector sends it. */
  static Documents job(String id, String parentId) {
    return new Documents(id, "spanglue-cleaning")
        .with("parent_id", parentId)
        .with("metadata", Map.of("default", Map.of("execution_id", EXECUTION)));
  }

  Documents with(String key, Object value) {
    fields.put(key, value);
    return this;
  }

  Documents startedAt(double seconds) {
    return with("start_time", seconds);
  }

  Documents endedAt(double seconds) {
    fields.remove("in_progress");
    return with("end_time", seconds);
  }

  /** The same as a document of its own, under {@code parentId}. */
  Documents apart(String parentId) {
    return with("parent_id", parentId).with("type", "subsegment");
  }

  String json() {
    try {
      return JSON.std.asString(fields);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An answer of one trace with these documents. */
  public static String answer(Documents... documents) {
    return answerOf(null, Arrays.stream(documents).map(Documents::json).toList());
  }

  static String answerOf(String nextToken, List<String> documents) {
    List<Object> segments = new ArrayList<>();
    for (String document : documents) {
      segments.add(Map.of("Id", "x", "Document", document));
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put(
        "Traces",
        List.of(
            Map.of(
                "Id",
                "1-5759e988-bd862e3fe1be46a994272793",
                "Duration",
                1.0,
                "LimitExceeded",
                false,
                "Segments",
                segments)));
    answer.put("UnprocessedTraceIds", List.of());
    answer.put("NextToken", nextToken);
    try {
      return JSON.std.asString(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Documents around(Documents... subsegments) {
    List<Map<String, Object>> inside =
        Arrays.stream(subsegments).map(document -> document.fields).toList();
    return inside.isEmpty() ? this : with("subsegments", inside);
  }
}
