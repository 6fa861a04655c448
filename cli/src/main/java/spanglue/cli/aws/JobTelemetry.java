package spanglue.cli.aws;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import spanglue.tracing.TraceRoute;

/**
 * What a job is told of the way of its spans and metrics.
 *
 * @param server stands for all that may receive them
 */
public record JobTelemetry(TraceRoute route, URI server) {
  /** What X-Ray's signed operations are under. */
  public static final String XRAY = "/xray";

  /** What CloudWatch's signed operations are under. */
  public static final String MONITORING = "/monitoring";

  /** Whether {@link #arguments} takes the place of an argument of the state's. */
  static boolean replaces(String argument) {
    return argument.matches("--((otlp|xray|monitoring)_endpoint|traces|region)");
  }

  /** Names, each with its value behind it. */
  List<String> arguments() {
    return route == TraceRoute.COLLECTOR
        ? List.of("--otlp_endpoint", server.toString(), "--xray_endpoint", server.toString())
        : Stream.concat(signed(), spansByOtlp()).toList();
  }

  private Stream<String> signed() {
    return Stream.of(
        "--traces",
        route.text(),
        "--region",
        StateMachineArn.REGION,
        "--xray_endpoint",
        server + XRAY,
        "--monitoring_endpoint",
        server + MONITORING);
  }

  private Stream<String> spansByOtlp() {
    return route == TraceRoute.OTLP ? Stream.of("--otlp_endpoint", server + XRAY) : Stream.empty();
  }
}
