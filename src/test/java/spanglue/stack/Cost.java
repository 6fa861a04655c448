package spanglue.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What a month of the stack costs where nothing runs, counted in its template.
 *
 * @param fixed US$ by what is paid for as long as the stack stands
 * @param metrics US$ by what is paid for being watched; estimates where the text says so
 */
record Cost(Map<String, Double> fixed, Map<String, Double> metrics) {
  /** An idle collector talks to nobody but ECS and the image's registry; an estimate. */
  static final double FLOW_LOG_GB = 0.1;

  private static final double ANOMALY_METRICS = 3;

  static Cost of(Synthesized stack) {
    Map<String, Double> fixed = new LinkedHashMap<>();
    fixed.put(
        "Collector tasks (Fargate, ARM)",
        sum(stack.all("AWS::ECS::Service"), s -> tasks(s) * task(stack)));
    fixed.put("Their public addresses", sum(stack.all("AWS::ECS::Service"), Cost::addresses));
    fixed.put("Encryption key", stack.all("AWS::KMS::Key").size() * Prices.KEY_MONTH);
    fixed.put(
        "Private DNS zone",
        stack.all("AWS::ServiceDiscovery::PrivateDnsNamespace").size() * Prices.PRIVATE_ZONE_MONTH);
    fixed.put(
        "NAT gateways",
        stack.all("AWS::EC2::NatGateway").size() * Prices.HOURS_A_MONTH * Prices.NAT_GATEWAY_HOUR);
    fixed.put("Interface endpoints", interfaceEndpoints(stack));
    return new Cost(fixed, watching(stack));
  }

  double beforeMetrics() {
    return fixed.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  double all() {
    return beforeMetrics() + metrics.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  private static double tasks(JsonNode service) {
    return service.get("DesiredCount").asDouble();
  }

  private static double task(Synthesized stack) {
    JsonNode task = stack.one("AWS::ECS::TaskDefinition");
    double vcpu = task.get("Cpu").asDouble() / 1024;
    double gb = task.get("Memory").asDouble() / 1024;
    return Prices.HOURS_A_MONTH
        * (vcpu * Prices.FARGATE_ARM_VCPU_HOUR + gb * Prices.FARGATE_ARM_GB_HOUR);
  }

  private static double addresses(JsonNode service) {
    boolean addressed =
        service
            .at("/NetworkConfiguration/AwsvpcConfiguration/AssignPublicIp")
            .asText()
            .equals("ENABLED");
    return addressed ? tasks(service) * Prices.HOURS_A_MONTH * Prices.PUBLIC_IPV4_HOUR : 0;
  }

  private static double sum(List<JsonNode> resources, ToDoubleFunction<JsonNode> dollars) {
    return resources.stream().mapToDouble(dollars).sum();
  }

  private static double interfaceEndpoints(Synthesized stack) {
    return stack.all("AWS::EC2::VPCEndpoint").stream()
        .filter(endpoint -> endpoint.get("VpcEndpointType").asText().equals("Interface"))
        .mapToDouble(endpoint -> Math.max(1, endpoint.path("SubnetIds").size()))
        .map(zones -> zones * Prices.HOURS_A_MONTH * Prices.INTERFACE_ENDPOINT_HOUR)
        .sum();
  }

  private static Map<String, Double> watching(Synthesized stack) {
    Map<String, Double> watching = new LinkedHashMap<>();
    double alarmMetrics =
        stack.all("AWS::CloudWatch::Alarm").stream().mapToDouble(Cost::metricsOf).sum();
    watching.put("Alarms, a metric 0.10", alarmMetrics * Prices.ALARM_METRIC_MONTH);
    int dashboards = stack.all("AWS::CloudWatch::Dashboard").size();
    watching.put(
        "Dashboard (the account's first " + Prices.FREE_DASHBOARDS + " are free)",
        Math.max(0, dashboards - Prices.FREE_DASHBOARDS) * Prices.DASHBOARD_MONTH);
    watching.put(
        "Flow logs (" + FLOW_LOG_GB + " GB, estimated)",
        stack.all("AWS::EC2::FlowLog").size() * FLOW_LOG_GB * Prices.VENDED_LOGS_GB);
    return watching;
  }

  /** An alarm is paid by the metrics that it watches; a band of anomalies counts as three. */
  private static double metricsOf(JsonNode alarm) {
    if (alarm.has("ThresholdMetricId")) {
      return ANOMALY_METRICS;
    }
    long watched =
        Synthesized.each(alarm.path("Metrics")).filter(metric -> metric.has("MetricStat")).count();
    return Math.max(1, watched);
  }
}
