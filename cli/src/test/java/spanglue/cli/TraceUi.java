package spanglue.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import spanglue.cli.process.Json;

/** What a run's Zipkin shows, by the API that its pages ask. */
record TraceUi(URI server) {
  private static final Pattern PAGE =
      Pattern.compile("(http://127.0.0.1:[0-9]+)/zipkin/traces/[0-9a-f]{32}");
  private static final long HOUR = 3_600_000;

  /** The one whose page the output tells. */
  static TraceUi of(String output) {
    Matcher page = PAGE.matcher(output);
    assertThat(page.find()).as(output).isTrue();
    return new TraceUi(URI.create(page.group(1)));
  }

  List<String> services() throws IOException, InterruptedException {
    return elements(get("/api/v2/services")).map(JsonNode::asText).toList();
  }

  /** The graph of dependencies, of one hour. */
  List<String> links() throws IOException, InterruptedException {
    String query = "?endTs=" + System.currentTimeMillis() + "&lookback=" + HOUR;
    return elements(get("/api/v2/dependencies" + query))
        .map(
            link ->
                "%s > %s: %d, failed %d"
                    .formatted(
                        link.path("parent").asText(),
                        link.path("child").asText(),
                        link.path("callCount").asInt(),
                        link.path("errorCount").asInt()))
        .toList();
  }

  /** The names of a run's spans, as they are. */
  List<String> names(JsonNode run) throws IOException, InterruptedException {
    return elements(trace(run)).map(TraceUi::name).toList();
  }

  /** What failed spans say, by their names. */
  Map<String, String> failures(JsonNode run) throws IOException, InterruptedException {
    return elements(trace(run))
        .filter(span -> span.path("tags").has("error"))
        .collect(Collectors.toMap(TraceUi::name, span -> span.at("/tags/error").asText()));
  }

  private static String name(JsonNode span) {
    return span.path("tags").path("spanglue.span.name").asText(span.path("name").asText());
  }

  private JsonNode trace(JsonNode run) throws IOException, InterruptedException {
    return get("/api/v2/trace/" + run.path("trace_id").asText());
  }

  private static Stream<JsonNode> elements(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(server.resolve(path)).build();
    return Json.read(
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body());
  }
}
