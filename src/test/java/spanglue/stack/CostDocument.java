package spanglue.stack;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import spanglue.stack.settings.StackSettings;

/** Writes docs/cost.md from the template and the table of prices. */
final class CostDocument {
  private static final int MINUTES_A_JOB = 3;
  private static final int JOBS = 2;
  private static final int TRANSITIONS = 3;

  private CostDocument() {}

  static String of(Synthesized stack) {
    Cost cost = Cost.of(stack);
    Cost two = Cost.of(Synthesized.with(Map.of("collectors", "2")));
    var text = new StringBuilder();
    text.append(
        """
        # What it costs

        Written by `CostTest` from the synthesized template and the table of prices at the end; change
        either and the test says how to write this page anew. US$, us-east-1, a month of 730 hours,
        without free tiers except where they are named.

        ## A month in which nothing runs

        | what | one collector | two collectors | the published sample |
        | --- | ---: | ---: | ---: |
        """);
    Map<String, Double> sample = sample();
    cost.fixed()
        .forEach(
            (what, dollars) ->
                row(text, what, dollars, two.fixed().get(what), sample.getOrDefault(what, 0.0)));
    row(
        text,
        "**Before metrics and logs**",
        cost.beforeMetrics(),
        two.beforeMetrics(),
        sum(sample));
    cost.metrics().forEach((what, dollars) -> row(text, what, dollars, two.metrics().get(what), 0));
    row(text, "**All**", cost.all(), two.all(), sum(sample));
    text.append(
        """

        The published sample stands for: two NAT gateways with an address each, one x86 collector of the
        same size, one zone; no alarms, no key, no flow logs.

        """);
    Cost kms = Cost.of(Synthesized.with(Map.of("kmsEndpoint", "true")));
    text.append(
        line(
            "`-c kmsEndpoint=true` adds %.2f: an interface endpoint in each of two zones.%n",
            kms.all() - cost.all()));
    run(text);
    prices(text);
    return text.toString();
  }

  private static void run(StringBuilder text) {
    double job = workers() * MINUTES_A_JOB / 60.0 * Prices.GLUE_DPU_HOUR;
    double states = TRANSITIONS * Prices.STATE_TRANSITION;
    text.append(
        """
        ## One run

        | what | US$ |
        | --- | ---: |
        """);
    text.append(
        line(
            "| %d jobs of %d minutes on %d workers (G.1X, one DPU each) | %.4f |",
            JOBS, MINUTES_A_JOB, workers(), JOBS * job));
    text.append(line("| %d state transitions | %.4f |", TRANSITIONS, states));
    text.append(line("| **All** | **%.3f** |", JOBS * job + states));
    text.append(
        """

        Glue bills by the second, at least a minute a job. The function, the queue, the requests to S3 and
        KMS, and the trace itself are below a tenth of a cent. While jobs report metrics of their own, each
        name costs 0.30 a month, by the hour in which it is reported.

        """);
  }

  private static void prices(StringBuilder text) {
    text.append("## Prices, as of ")
        .append(Prices.DATE)
        .append("\n\n| what | US$ |\n| --- | ---: |\n");
    Map<String, Double> prices = new LinkedHashMap<>();
    prices.put("Fargate, ARM, a vCPU for an hour", Prices.FARGATE_ARM_VCPU_HOUR);
    prices.put("Fargate, ARM, a GB for an hour", Prices.FARGATE_ARM_GB_HOUR);
    prices.put("Fargate, x86, a vCPU for an hour", Prices.FARGATE_X86_VCPU_HOUR);
    prices.put("Fargate, x86, a GB for an hour", Prices.FARGATE_X86_GB_HOUR);
    prices.put("Public IPv4 address, an hour", Prices.PUBLIC_IPV4_HOUR);
    prices.put("NAT gateway, an hour", Prices.NAT_GATEWAY_HOUR);
    prices.put("Interface endpoint, an hour and zone", Prices.INTERFACE_ENDPOINT_HOUR);
    prices.put("KMS key, a month", Prices.KEY_MONTH);
    prices.put("Private hosted zone, a month", Prices.PRIVATE_ZONE_MONTH);
    prices.put("Alarm, a metric and month", Prices.ALARM_METRIC_MONTH);
    prices.put("Custom metric, a month", Prices.CUSTOM_METRIC_MONTH);
    prices.put("Logs, a GB", Prices.LOGS_GB);
    prices.put("Glue 6.0, a DPU for an hour (0.44 less 30 %)", Prices.GLUE_DPU_HOUR);
    prices.put("State transition", Prices.STATE_TRANSITION);
    prices.forEach(
        (what, price) ->
            text.append("| ").append(what).append(" | ").append(plain(price)).append(" |\n"));
    text.append(
        """

        The price of Glue 6.0 is derived: lists have 0.44 for earlier versions, a cost model of AWS's some 30 % less.
        """);
  }

  private static Map<String, Double> sample() {
    double hours = Prices.HOURS_A_MONTH;
    return Map.of(
        "NAT gateways", 2 * hours * Prices.NAT_GATEWAY_HOUR,
        "Their public addresses", 2 * hours * Prices.PUBLIC_IPV4_HOUR,
        "Collector tasks (Fargate, ARM)",
            hours * (0.25 * Prices.FARGATE_X86_VCPU_HOUR + 0.5 * Prices.FARGATE_X86_GB_HOUR),
        "Private DNS zone", Prices.PRIVATE_ZONE_MONTH);
  }

  private static int workers() {
    return StackSettings.defaults().workers();
  }

  private static double sum(Map<String, Double> parts) {
    return parts.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  private static void row(StringBuilder text, String what, double one, double two, double sample) {
    text.append(line("| %s | %.2f | %.2f | %.2f |", what, one, two, sample));
  }

  private static String plain(double price) {
    return BigDecimal.valueOf(price).stripTrailingZeros().toPlainString();
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values) + "\n";
  }
}
