package spanglue.cli.telemetry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import spanglue.cli.process.Json;
import spanglue.tracing.TraceHeader;

/** The segment document of an upload by a client: the root of a run's trace. */
public final class ClientSegment {
  private final TraceHeader header;
  private final Instant start;

  private ClientSegment(TraceHeader header, Instant start) {
    this.header = header;
    this.start = start;
  }

  /**
   * One that begins now.
   *
   * @param header names the trace, and this segment as the parent of what comes
   */
  public static ClientSegment begin(TraceHeader header) {
    return new ClientSegment(header, Instant.now());
  }

  /** As it is when the object is there. */
  public String end(String bucket, String key, long size) {
    ObjectNode segment = Json.object();
    segment.put("name", "upload");
    segment.put("id", header.parentId());
    segment.put("trace_id", header.xrayTraceId());
    segment.put("start_time", seconds(start));
    segment.put("end_time", seconds(Instant.now()));
    segment
        .putObject("metadata")
        .putObject("default")
        .put(LocalAttribute.BUCKET.key(), bucket)
        .put(LocalAttribute.KEY.key(), key)
        .put(LocalAttribute.FILE_SIZE.key(), size);
    return Json.write(segment);
  }

  private static double seconds(Instant instant) {
    return instant.toEpochMilli() / 1e3;
  }
}
