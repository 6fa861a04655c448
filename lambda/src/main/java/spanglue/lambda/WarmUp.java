package spanglue.lambda;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import spanglue.tracing.SpanKind;
import spanglue.tracing.TraceHeader;
import spanglue.tracing.Tracing;
import spanglue.tracing.TracingConfig;

/**
 * Handles an upload that nobody made, with a server that does not exist. Lambda gives a function a
 * whole processor while it starts and little afterwards, so what a first invocation would load is
 * loaded then.
 */
final class WarmUp {
  /**
   * The port for what is to be thrown away. What goes to this machine over UDP is never waited for.
   */
  private static final String NO_DAEMON = "127.0.0.1:9";

  private static final String EVENT =
      """
      {"Records":[{"eventName":"ObjectCreated:Put","eventTime":"1970-01-01T00:00:00.000Z",
        "s3":{"bucket":{"name":"bucket"},"object":{"key":"input/warm-up.csv","size":1}}}]}
      """;

  private WarmUp() {}

  static void run() {
    Upload upload = EventReader.read(EVENT).get(0).upload();
    var header = TraceHeader.newRoot();
    try (var client =
            ExecutionStarter.clientBuilder(new Nowhere())
                .region(Region.US_EAST_1)
                .credentialsProvider(
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("none", "none")))
                .build();
        Tracing tracing =
            Tracing.start(
                TracingConfig.builder("warm-up").header(header).daemonAddress(NO_DAEMON).build())) {
      var executions = new ExecutionStarter(client, "arn");
      String run = RunId.of(upload);
      tracing
          .spans()
          .run(
              "start execution",
              SpanKind.CLIENT,
              span -> executions.start(run, RunInput.of(upload, run, ""), header.toXRay()));
    }
  }

  /** Answers every request as Step Functions answers a start. */
  private static final class Nowhere implements SdkHttpClient {
    private static final String STARTED = "{\"executionArn\":\"arn\",\"startDate\":0}";

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() {
          var body = new ByteArrayInputStream(STARTED.getBytes(StandardCharsets.UTF_8));
          return HttpExecuteResponse.builder()
              .response(SdkHttpResponse.builder().statusCode(200).build())
              .responseBody(AbortableInputStream.create(body))
              .build();
        }

        @Override
        public void abort() {
          // Nothing is under way.
        }
      };
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
