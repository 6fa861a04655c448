package spanglue.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import spanglue.cli.aws.ExecutionHistories;
import spanglue.cli.aws.ObjectCreated;
import spanglue.cli.aws.ObjectStore;
import spanglue.cli.aws.PutTraceSegmentsEndpoint;
import spanglue.cli.aws.StateMachineArn;
import spanglue.cli.process.Json;
import spanglue.cli.process.LoopbackServer;
import spanglue.cli.process.LoopbackServer.Endpoint;
import spanglue.cli.process.LoopbackServer.Response;

/**
 * An account on this machine: a real S3 server, and by HTTP what stands for the other services. The
 * SDK is told of it as a user would tell it.
 */
final class LocalAccount implements AutoCloseable {
  static final StateMachineArn STATE_MACHINE = new StateMachineArn("spanglue");
  static final String CONSOLE = "https://console.aws.amazon.com/cloudwatch/home?region=us-east-1#";

  final ExecutionHistories executions = new ExecutionHistories(STATE_MACHINE);
  final List<JsonNode> segments = new CopyOnWriteArrayList<>();
  final Map<String, Endpoint> answers = new ConcurrentHashMap<>();
  private final Map<String, String> stack = new LinkedHashMap<>();
  private final Map<String, String> properties = new LinkedHashMap<>();
  private final ObjectStore store;
  private final LoopbackServer server;

  /** What a command ended with, and printed. */
  record Ended(int status, String out, String err) {}

  /**
   * An account.
   *
   * @param listener told of each object under {@code input/}
   */
  LocalAccount(Path folder, Consumer<ObjectCreated> listener) {
    store = ObjectStore.start(folder, listener);
    var xray = new PutTraceSegmentsEndpoint(segments::addAll);
    answers.put("cloudformation", request -> describeStacks(request.body().toStringUtf8()));
    answers.put("AWSStepFunctions", executions::answer);
    answers.put("/xray/TraceSegments", xray::putTraceSegments);
    server = LoopbackServer.start(Map.of("/", this::answer));
    stack.put("Bucket", ObjectStore.BUCKET);
    stack.put("StateMachine", STATE_MACHINE.toString());
    stack.put("TracesUrl", CONSOLE + "xray:traces/query");
    set("aws.accessKeyId", store.accessKey());
    set("aws.secretAccessKey", store.secretKey());
    set("aws.region", "us-east-1");
    set("aws.endpointUrlS3", store.endpoint().toString());
    set("aws.endpointUrlCloudFormation", server.uri().toString());
    set("aws.endpointUrlSfn", server.uri().toString());
    set("aws.endpointUrlXRay", server.uri() + "/xray");
    set("aws.endpointUrlXray", server.uri() + "/xray");
    set("aws.endpointUrlCloudWatchLogs", server.uri().toString());
    set("spanglue.polling.millis", "10");
  }

  /** Sets a property until the account is closed. */
  void set(String property, String value) {
    properties.put(property, value);
    System.setProperty(property, value);
  }

  /** What tells another JVM of this account. */
  List<String> javaOptions() {
    return properties.entrySet().stream()
        .map(property -> "-D" + property.getKey() + "=" + property.getValue())
        .toList();
  }

  URI s3() {
    return store.endpoint();
  }

  void unset(String property) {
    System.clearProperty(property);
  }

  private Response answer(LoopbackServer.Request request) {
    String service = service(request);
    Endpoint endpoint = answers.get(service);
    return endpoint == null
        ? refusing(400, "UnknownOperationException", service).answer(request)
        : endpoint.answer(request);
  }

  private static String service(LoopbackServer.Request request) {
    String path = request.uri().getPath();
    String target = request.header("x-amz-target");
    if (path.startsWith("/xray")) {
      return path;
    }
    return target.isEmpty() ? "cloudformation" : target.replaceFirst("\\..*", "");
  }

  private Response describeStacks(String form) {
    if (!form.contains("StackName=spanglue")) {
      return Response.text(
          400,
          "text/xml",
          "<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code><Message>Stack with id"
              + " other does not exist</Message></Error><RequestId>1</RequestId></ErrorResponse>");
    }
    StringBuilder outputs = new StringBuilder();
    stack.forEach(
        (name, value) ->
            outputs.append(
                "<member><OutputKey>%s</OutputKey><OutputValue>%s</OutputValue></member>"
                    .formatted(name, value.replace("&", "&amp;"))));
    return Response.text(
        200,
        "text/xml",
        "<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>spanglue</StackName>"
            + "<StackStatus>CREATE_COMPLETE</StackStatus><Outputs>"
            + outputs
            + "</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>");
  }

  /** An error of a service that speaks JSON. */
  static Endpoint refusing(int status, String code, String message) {
    ObjectNode error = Json.object().put("__type", code).put("message", message);
    return request -> Response.text(status, "application/x-amz-json-1.0", Json.write(error));
  }

  static Ended run(String... arguments) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    var printed = new ByteArrayOutputStream();
    var told = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
    try {
      int status = Main.commandLine().execute(arguments);
      return new Ended(
          status, printed.toString(StandardCharsets.UTF_8), told.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  @Override
  public void close() {
    properties.keySet().forEach(System::clearProperty);
    server.close();
    store.close();
  }
}
