package spanglue.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import spanglue.tracing.Daemon;

/** The public constructor in a process of its own, which alone can be given an environment. */
class EnvironmentUsageTest {
  private static final String HEADER =
      "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";

  /** The child process: one invocation of a function that wires itself. */
  public static final class OneInvocation {
    private OneInvocation() {}

    public static void main(String[] args) {
      Invocation invocation = Invocation.with(null);
      new TriggerFunction().handle(Events.uploads("input/a.csv"), invocation);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"AWS_ENDPOINT_URL_SFN", "AWS_ENDPOINT_URL"})
  void endpointsAndTraceHeaderAreTakenFromTheEnvironment(String variable)
      throws IOException, InterruptedException {
    try (var stepFunctions = new StepFunctionsServer();
        var daemon = new Daemon()) {
      var child =
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-classpath",
              System.getProperty("java.class.path"),
              OneInvocation.class.getName());
      child.environment().put(variable, stepFunctions.endpoint().toString());
      child.environment().put("STATE_MACHINE_ARN", StepFunctionsServer.STATE_MACHINE);
      child.environment().put("AWS_REGION", "eu-west-1");
      child.environment().put("AWS_ACCESS_KEY_ID", "key");
      child.environment().put("AWS_SECRET_ACCESS_KEY", "secret");
      // What makes the SDK add a trace header of its own.
      child.environment().put("AWS_LAMBDA_FUNCTION_NAME", "spanglue-trigger");
      child.environment().put("_X_AMZN_TRACE_ID", HEADER);
      child.environment().put("AWS_XRAY_DAEMON_ADDRESS", "tcp:127.0.0.1:1 udp:" + daemon.address());

      Process process = child.redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(output).isZero();
      var request = stepFunctions.requests.get(0);
      assertThat(request.traceHeaders()).containsExactly(request.text("traceHeader"));
      assertThat(request.text("traceHeader"))
          .startsWith("Root=1-5759e988-bd862e3fe1be46a994272793;Parent=")
          .isNotEqualTo(HEADER);
      assertThat(daemon.next()).asString().contains("start execution");
    }
  }
}
