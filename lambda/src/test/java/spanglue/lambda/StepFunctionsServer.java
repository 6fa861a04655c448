package spanglue.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** StartExecution as Step Functions answers it, on a real socket. It remembers every request. */
final class StepFunctionsServer implements AutoCloseable {
  static final String STATE_MACHINE = "arn:aws:states:eu-west-1:111122223333:stateMachine:spanglue";

  /** A request as it came over the wire. */
  record Request(String operation, List<String> traceHeaders, Map<String, JsonNode> body) {
    String text(String member) {
      return body.get(member).text();
    }

    Map<String, JsonNode> input() {
      return JsonNode.parser().parse(text("input")).asObject();
    }
  }

  /** What the server answers: a status, an error type where it is one, a body. */
  record Answer(int status, String error, String body) {
    static Answer ok() {
      return new Answer(
          200, "", "{\"executionArn\":\"arn:aws:states:::execution:x\",\"startDate\":1}");
    }

    static Answer error(int status, String type) {
      return new Answer(
          status, type, "{\"__type\":\"" + type + "\",\"message\":\"" + type + " it is\"}");
    }
  }

  final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Set<String> started = new HashSet<>();
  private final HttpServer server;
  private volatile Function<Request, Answer> faults = request -> Answer.ok();

  StepFunctionsServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /**
   * Lets {@code faults} answer in place of a start; an {@link Answer#ok} leaves the start to go on.
   */
  void answer(Function<Request, Answer> faults) {
    this.faults = faults;
  }

  /** How many requests named an execution {@code name...}. */
  long attempts(String name) {
    return requests.stream().filter(request -> request.text("name").startsWith(name)).count();
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Request request = read(exchange);
      requests.add(request);
      Answer answer = faults.apply(request);
      if (answer.status() == 200 && !started.add(request.text("name"))) {
        answer = Answer.error(400, "ExecutionAlreadyExists");
      }
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static Request read(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    List<String> headers = exchange.getRequestHeaders().get("X-Amzn-Trace-Id");
    return new Request(
        exchange.getRequestHeaders().getFirst("X-Amz-Target"),
        headers == null ? List.of() : headers,
        JsonNode.parser().parse(body).asObject());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
