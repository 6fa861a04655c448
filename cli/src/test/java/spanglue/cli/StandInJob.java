package spanglue.cli;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import spanglue.tracing.JobTracing;
import spanglue.tracing.JobTracingConfig;
import spanglue.tracing.TraceRoute;

/** A job of one action that uses the real tracing, and neither Spark nor S3. */
public final class StandInJob {
  /** What the job does. */
  public interface Body {
    /** Runs it. */
    void run(StandInJob job) throws InterruptedException;
  }

  private final Map<String, String> arguments = new HashMap<>();

  private StandInJob(String[] args) {
    for (int i = 0; i < args.length; i += 2) {
      arguments.put(args[i], args[i + 1]);
    }
  }

  /** The uploaded object's key. */
  public String key() {
    return decoded("--key");
  }

  /** Runs a job in its tracing. */
  public static void run(String[] args, Body body) throws InterruptedException {
    var job = new StandInJob(args);
    System.out.println("in process " + ProcessHandle.current().pid());
    JobTracingConfig config =
        JobTracingConfig.builder(job.argument("--JOB_NAME"), job.argument("--JOB_RUN_ID"))
            .traceHeader(job.argument("--trace_header"))
            .executionId(job.argument("--execution_id"))
            .stateName(job.decoded("--state_name"))
            .route(TraceRoute.of(job.arguments.getOrDefault("--traces", "collector")))
            .region(job.arguments.get("--region"))
            .otlpEndpoint(job.arguments.get("--otlp_endpoint"))
            .xrayEndpoint(job.argument("--xray_endpoint"))
            .monitoringEndpoint(job.arguments.get("--monitoring_endpoint"))
            .environment(System.getenv())
            .beganWithJvm(true)
            .build();
    JobTracing.call(
        config,
        tracing ->
            tracing
                .spans()
                .call(
                    "write " + job.argument("--JOB_NAME"),
                    span -> {
                      span.set("run_date", job.argument("--run_date"));
                      span.set("spark.job.ids", List.of("0"));
                      body.run(job);
                      return job;
                    }));
  }

  private String decoded(String name) {
    return new String(Base64.getDecoder().decode(argument(name)), StandardCharsets.UTF_8);
  }

  private String argument(String name) {
    String value = arguments.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing; given: " + arguments.keySet());
    }
    return value;
  }
}
