package spanglue.stack.route;

import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awscdk.Aws;
import spanglue.stack.network.CollectorEndpoints;
import spanglue.stack.settings.StackSettings;
import spanglue.stack.settings.Traces;

/** What the workflow tells a job of the way that its traces take. */
public final class RouteArguments {
  private RouteArguments() {}

  public static Map<String, String> of(StackSettings settings) {
    Map<String, String> arguments = new LinkedHashMap<>();
    if (settings.traces() == Traces.COLLECTOR) {
      var endpoints = CollectorEndpoints.in(settings.names().privateDomain());
      arguments.put("--otlp_endpoint", endpoints.otlp());
      arguments.put("--xray_endpoint", endpoints.xray());
    } else {
      arguments.put("--traces", settings.traces().toString());
      arguments.put("--region", Aws.REGION);
    }
    return arguments;
  }
}
