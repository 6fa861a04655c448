package spanglue.spark;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.jspecify.annotations.Nullable;
import spanglue.spark.vocabulary.SparkTracingConf;
import spanglue.tracing.JobTracing;
import spanglue.tracing.JobTracingConfig;
import spanglue.tracing.TraceRoute;
import spanglue.tracing.spi.ProductLog;

/**
 * The tracing that {@link SparkTracingPlugin} begins: in the job's trace where one is live, else in
 * one of its own, as the confs say.
 */
final class PluginSession {
  private static final System.Logger LOG = ProductLog.of(PluginSession.class);
  private static final String ENDPOINT = SparkTracingConf.OTLP_ENDPOINT.key();
  private static final String ENDPOINT_VARIABLE = "OTEL_EXPORTER_OTLP_ENDPOINT";
  private static final String TRACES_VARIABLE = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";
  private static final String BASE64 = "base64:";
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");

  private PluginSession() {}

  /** Begins to trace. Returns what ends it. */
  static Runnable start(SparkContext context) {
    JobTracing live = JobTracing.current();
    if (live != null) {
      SparkTracing.attach(context, live);
      return () -> {};
    }
    SparkConf conf = context.getConf();
    TraceRoute route = route(conf);
    if (route == null || (route == TraceRoute.COLLECTOR && !isAskedFor(conf))) {
      return () -> {};
    }
    UncaughtException.watch();
    TracedApplication application =
        SparkTracing.start(context, JobTracing.start(config(conf, route)), true);
    return application::contextStopped;
  }

  /** Null where the conf names none that there is, which is logged. */
  private static @Nullable TraceRoute route(SparkConf conf) {
    String given = conf.get(SparkTracingConf.TRACES.key(), "");
    try {
      return given.isBlank() ? TraceRoute.COLLECTOR : TraceRoute.of(given);
    } catch (IllegalArgumentException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "this application is not traced: {0} is ''{1}''; expected one of {2}",
          SparkTracingConf.TRACES.key(),
          given,
          TraceRoute.allowed());
      return null;
    }
  }

  /**
   * Whether there is a receiver of OTLP, or a document is wanted; where neither is, that is logged.
   */
  private static boolean isAskedFor(SparkConf conf) {
    if (conf.get(SparkTracingConf.RUN_DOCUMENT.key(), "").isBlank()
        && conf.get(ENDPOINT, "").isBlank()
        && variable(ENDPOINT_VARIABLE).isBlank()
        && variable(TRACES_VARIABLE).isBlank()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "this application is not traced: set {0} or {1} to the base URL of an OTLP/HTTP receiver,"
              + " such as http://localhost:4318, or, on AWS, {2} to {3}",
          ENDPOINT,
          ENDPOINT_VARIABLE,
          SparkTracingConf.TRACES.key(),
          TraceRoute.DIRECT.text());
      return false;
    }
    return true;
  }

  private static String variable(String name) {
    return Objects.requireNonNullElse(System.getenv(name), "");
  }

  /** The job's name: what is told of it, the most particular first. */
  private static String name(SparkConf conf) {
    return Stream.of(
            conf.get(SparkTracingConf.JOB_NAME.key(), ""),
            variable("OTEL_SERVICE_NAME"),
            conf.get("spark.app.name", ""))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElse("spark");
  }

  private static JobTracingConfig config(SparkConf conf, TraceRoute route) {
    return JobTracingConfig.builder(
            name(conf), conf.get(SparkTracingConf.JOB_RUN_ID.key(), "unknown"))
        .executionId(conf.get(SparkTracingConf.EXECUTION_ID.key(), ""))
        .stateName(plain(conf.get(SparkTracingConf.STATE_NAME.key(), "")))
        .traceHeader(conf.get(SparkTracingConf.TRACE_HEADER.key(), ""))
        .route(route)
        .budget(conf.get(SparkTracingConf.BUDGET.key(), ""))
        .openEvery(openEvery(conf))
        .region(conf.get(SparkTracingConf.REGION.key(), ""))
        .otlpEndpoint(conf.get(ENDPOINT, ""))
        .otlpHeaders(conf.get(SparkTracingConf.OTLP_SECRET_HEADERS.key(), ""))
        .otlpCertificate(conf.get(SparkTracingConf.OTLP_CERTIFICATE.key(), ""))
        .xrayEndpoint(conf.get(SparkTracingConf.XRAY_ENDPOINT.key(), ""))
        .monitoringEndpoint(conf.get(SparkTracingConf.MONITORING_ENDPOINT.key(), ""))
        .environment(System.getenv())
        .beganWithJvm(true)
        .build();
  }

  private static Duration openEvery(SparkConf conf) {
    String given = conf.get(SparkTracingConf.OPEN_EVERY.key(), "").strip();
    if (SECONDS.matcher(given).matches()) {
      return Duration.ofSeconds(Long.parseLong(given));
    }
    if (!given.isEmpty()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "{0} is ''{1}'': expected seconds; they are 30",
          SparkTracingConf.OPEN_EVERY.key(),
          given);
    }
    return JobTracingConfig.OPEN_EVERY;
  }

  /** A state's name may hold spaces, which Glue's {@code --conf} does not carry. */
  private static @Nullable String plain(String name) {
    if (!name.startsWith(BASE64)) {
      return name;
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(name.substring(BASE64.length()).strip());
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "{0} is ''{1}'': expected Base64 after {2}; the parent is not looked up",
          SparkTracingConf.STATE_NAME.key(),
          name,
          BASE64);
      return null;
    }
  }
}
