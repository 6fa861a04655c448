package spanglue.stack;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import spanglue.stack.settings.StackSettings;

/** Writes docs/cost.md from the templates and the table of prices. */
final class CostDocument {
  private static final int MINUTES_A_JOB = 3;
  private static final int JOBS = 2;
  private static final int TRANSITIONS = 3;

  /**
   * With their dimensions, of a run of the shipped sample; the whole run's own test counts them.
   */
  private static final int METRICS = 37;

  private CostDocument() {}

  static String text() {
    var text = new StringBuilder();
    text.append(
        """
        # What it costs

        Written by `CostTest` from the synthesized templates and the table of prices at the end; change
        either and the test says how to write this page anew. US$, us-east-1, a month of 730 hours,
        without free tiers except where they are named.

        ## A month in which nothing runs

        By `-c traces=..`: through collectors, which is the default; straight to X-Ray and CloudWatch;
        likewise by X-Ray's OTLP endpoint.

        | what | collector | direct | otlp |
        | --- | ---: | ---: | ---: |
        """);
    idle(text);
    choices(text);
    run(text);
    prices(text);
    return text.toString();
  }

  private static void idle(StringBuilder text) {
    List<Cost> costs =
        Stream.of(Shape.COLLECTOR, Shape.DIRECT, Shape.OTLP).map(s -> Cost.of(s.stack())).toList();
    costs.get(0).fixed().keySet().forEach(what -> row(text, what, costs, c -> c.fixed().get(what)));
    row(text, "**Before metrics and logs**", costs, Cost::beforeMetrics);
    costs
        .get(0)
        .metrics()
        .keySet()
        .forEach(what -> row(text, what, costs, c -> c.metrics().get(what)));
    row(text, "**All**", costs, Cost::all);
  }

  private static void choices(StringBuilder text) {
    double one = Cost.of(Synthesized.defaults()).all();
    text.append("\nOf the collectors:\n\n");
    text.append(
        line(
            "- `-c collectors=2` adds %.2f: a task with its address.",
            Cost.of(Synthesized.with(Map.of("collectors", "2"))).all() - one));
    text.append(
        line(
            "- `-c kmsEndpoint=true` adds %.2f: an interface endpoint in each of two zones.",
            Cost.of(Synthesized.with(Map.of("kmsEndpoint", "true"))).all() - one));
    text.append(
        line(
            "- `-c vpcId=..` takes %.2f off, the flow logs: those of an existing VPC are its owner's, as are",
            one - Cost.of(Shape.EXISTING_VPC.stack()).all()));
    text.append("  its NAT gateways and endpoints, which `-c privateCollectors=true` needs.\n");
    text.append(
        line(
            """

            The published sample, counted alike, costs %.2f: two NAT gateways with an address each, one x86
            collector of the same size, one zone; no alarms, no key, no flow logs.
            """,
            sample()));
  }

  private static void run(StringBuilder text) {
    double job = workers() * MINUTES_A_JOB / 60.0 * Prices.GLUE_DPU_HOUR;
    double states = TRANSITIONS * Prices.STATE_TRANSITION;
    double metrics = METRICS * Prices.CUSTOM_METRIC_MONTH / Prices.HOURS_A_MONTH;
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
    text.append(
        line(
            "| %d metrics of the jobs' own, an hour in which they are reported | %.4f |",
            METRICS, metrics));
    text.append(line("| **All** | **%.3f** |", JOBS * job + states + metrics));
    text.append(
        String.format(
            Locale.ROOT,
            """

            Glue bills by the second, at least a minute a job. The function, the queue, the requests to S3 and
            KMS, and the trace itself are below a tenth of a cent.

            A metric is a name with its dimensions. Of each job there are eight: `job_duration`,
            `action_duration`, `bytes_in`, `bytes_out`, `dpu_seconds`, `estimated_cost`, `spans_dropped` and
            `findings`. The others are `records` by outcome, 4, and by column `imputed_values`, 4, and
            `unreadable_values`, 13 of the shipped sample, none of a file that can be read whole. Each costs
            0.30 a month, by the hour in which it is reported, whichever way it takes: runs of one hour pay
            once, and those of the sample cost at most %.2f a month. By collectors they pass through a log
            group, 0.50 a GB; directly, 1,000 calls of CloudWatch cost 0.01. With `otlp` the spans are kept
            in a log group of X-Ray's, 0.50 a GB.

            """,
            METRICS * Prices.CUSTOM_METRIC_MONTH));
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
    prices.put("Metrics, a thousand calls", Prices.THOUSAND_METRIC_CALLS);
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

  private static double sample() {
    double collector = 0.25 * Prices.FARGATE_X86_VCPU_HOUR + 0.5 * Prices.FARGATE_X86_GB_HOUR;
    double gateways = 2 * (Prices.NAT_GATEWAY_HOUR + Prices.PUBLIC_IPV4_HOUR);
    return Prices.HOURS_A_MONTH * (gateways + collector) + Prices.PRIVATE_ZONE_MONTH;
  }

  private static int workers() {
    return StackSettings.defaults().workers();
  }

  private static void row(
      StringBuilder text, String what, List<Cost> costs, ToDoubleFunction<Cost> dollars) {
    String values =
        costs.stream()
            .map(cost -> String.format(Locale.ROOT, "%.2f", dollars.applyAsDouble(cost)))
            .collect(Collectors.joining(" | "));
    text.append("| ").append(what).append(" | ").append(values).append(" |\n");
  }

  private static String plain(double price) {
    return BigDecimal.valueOf(price).stripTrailingZeros().toPlainString();
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values) + "\n";
  }
}
