package spanglue.collector;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** X-Ray and CloudWatch Logs on this machine. */
final class Moto implements AutoCloseable {
  private final LoggedProcess process;
  private final URI uri;

  private Moto(LoggedProcess process, URI uri) {
    this.process = process;
    this.uri = uri;
  }

  /** Starts it from where the build has put it. */
  static Moto start() throws IOException {
    Path server = Path.of(System.getProperty("moto.folder"), "bin", "moto_server");
    int port = Http.freePort();
    ProcessBuilder builder =
        new ProcessBuilder(server.toString(), "-H", "127.0.0.1", "-p", Integer.toString(port));
    // Else its line that it runs may be kept in a buffer.
    builder.environment().put("PYTHONUNBUFFERED", "1");
    LoggedProcess process =
        LoggedProcess.start(builder, Path.of("target", "moto.log"), "Running on");
    Moto moto = new Moto(process, Http.loopback(port));
    // The stack makes it, and the collector may not.
    moto.logs("CreateLogGroup", "{\"logGroupName\":\"" + Collector.LOG_GROUP + "\"}");
    return moto;
  }

  URI uri() {
    return uri;
  }

  /** The segment documents of a trace, as X-Ray has them. */
  Segments trace(String traceId) {
    return Segments.ofAnswer(
        Http.post(uri.resolve("/Traces"), Segments.question(traceId), signature("xray")));
  }

  /** Gives X-Ray a segment document. */
  void put(String document) {
    String body = "{\"TraceSegmentDocuments\":[" + Http.quoted(document) + "]}";
    Http.post(uri.resolve("/TraceSegments"), body, signature("xray"));
  }

  /** The log group's events that are JSON, as CloudWatch reads them. */
  List<JsonNode> events(String logGroup) {
    return elements(logs("DescribeLogStreams", "{\"logGroupName\":\"" + logGroup + "\"}"))
        .flatMap(stream -> events(logGroup, stream.path("logStreamName").asText()))
        .toList();
  }

  private Stream<JsonNode> events(String logGroup, String stream) {
    String body =
        "{\"logGroupName\":\"%s\",\"logStreamName\":\"%s\",\"startFromHead\":true}"
            .formatted(logGroup, stream);
    return elements(logs("GetLogEvents", body))
        .map(event -> Http.json(event.path("message").asText()));
  }

  private static Stream<JsonNode> elements(JsonNode answer) {
    JsonNode list =
        answer.path("logStreams").isArray() ? answer.path("logStreams") : answer.path("events");
    return StreamSupport.stream(list.spliterator(), false);
  }

  private JsonNode logs(String operation, String body) {
    String[] signature = signature("logs");
    return Http.post(
        uri,
        body,
        signature[0],
        signature[1],
        "Content-Type",
        "application/x-amz-json-1.1",
        "X-Amz-Target",
        "Logs_20140328." + operation);
  }

  /** It tells the services apart by this alone, and checks nothing of it. */
  private static String[] signature(String service) {
    return new String[] {
      "Authorization",
      "AWS4-HMAC-SHA256 Credential=x/20260101/us-east-1/"
          + service
          + "/aws4_request,"
          + " SignedHeaders=host, Signature=0"
    };
  }

  @Override
  public void close() {
    process.kill();
  }
}
