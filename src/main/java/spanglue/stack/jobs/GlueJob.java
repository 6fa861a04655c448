package spanglue.stack.jobs;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.glue.CfnJob;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.s3.assets.Asset;
import software.constructs.Construct;
import spanglue.stack.settings.StackSettings;
import spanglue.stack.shared.NagFindings;

/**
 * A Glue job with a role and log groups of its own. What the role may read and write is its own.
 */
public abstract class GlueJob extends Construct {
  static final String GLUE_VERSION = "6.0";

  /** The longest that a run may run. */
  public static final Duration TIMEOUT = Duration.ofHours(1);

  private final GlueJobRole role;
  private final String jobName;

  /**
   * @param mainClass of the job, which is also its script's name
   */
  GlueJob(JobEnvironment environment, String jobName, String mainClass) {
    super(environment, mainClass);
    this.jobName = jobName;
    var shared = environment.props();
    var script =
        Asset.Builder.create(this, "Script")
            .path(shared.artifacts().script(mainClass).toString())
            .build();
    role = new GlueJobRole(this, environment, jobName);
    role.allowCode(script, environment.jar());
    role.allowLogs();
    job(environment, mainClass, script).addResourceDependency(environment.security());
  }

  final Role role() {
    return role.role();
  }

  private CfnJob job(JobEnvironment environment, String mainClass, Asset script) {
    var settings = environment.props().settings();
    var job =
        CfnJob.Builder.create(this, "Job")
            .name(jobName)
            .glueVersion(GLUE_VERSION)
            .role(role.role().getRoleArn())
            .command(
                CfnJob.JobCommandProperty.builder()
                    .name("glueetl")
                    .scriptLocation(script.getS3ObjectUrl())
                    .build())
            .workerType(settings.workerType())
            .numberOfWorkers(settings.workers())
            .timeout(TIMEOUT.toMinutes())
            .executionProperty(
                CfnJob.ExecutionPropertyProperty.builder()
                    .maxConcurrentRuns(settings.concurrentRuns())
                    .build())
            // The workflow waits by itself: a run that Glue's queue gives up ends as failed.
            .jobRunQueuingEnabled(false)
            .maxRetries(0)
            .securityConfiguration(environment.security().getName())
            .connections(connections(environment))
            .defaultArguments(arguments(environment, mainClass, settings))
            .build();
    job.getNode().addDependency(role.role());
    NagFindings.acknowledge(
        job,
        "AwsSolutions-GL3",
        "Bookmarks are disabled, so nothing of them is to encrypt; it would be done by the client, which"
            + " in an isolated subnet has no way to KMS");
    return job;
  }

  private static CfnJob.@Nullable ConnectionsListProperty connections(JobEnvironment environment) {
    return environment.connections().isEmpty()
        ? null
        : CfnJob.ConnectionsListProperty.builder().connections(environment.connections()).build();
  }

  /** Those of the job; a run's own come from the workflow. */
  private Map<String, String> arguments(
      JobEnvironment environment, String mainClass, StackSettings settings) {
    var data = environment.props().data();
    Map<String, String> arguments = new LinkedHashMap<>();
    arguments.put("--job-language", "scala");
    arguments.put("--class", mainClass);
    arguments.put("--extra-jars", environment.jar().getS3ObjectUrl());
    arguments.put("--TempDir", data.temporary());
    arguments.put("--job-bookmark-option", "job-bookmark-disable");
    arguments.put("--enable-auto-scaling", "true");
    arguments.put("--enable-metrics", "true");
    arguments.put("--enable-observability-metrics", "true");
    arguments.put("--enable-continuous-cloudwatch-log", "true");
    arguments.put("--custom-logGroup-prefix", environment.names().jobLogs(jobName));
    arguments.put("--enable-spark-ui", "true");
    arguments.put("--spark-event-logs-path", data.sparkLogs());
    // What a run costs is estimated from the first two. Without the third S3A may ask another
    // region, to which isolated subnets have no way.
    arguments.put(
        "--conf",
        String.join(
            " --conf ",
            "spark.spanglue.worker.type=" + settings.workerType(),
            "spark.spanglue.worker.count=" + settings.workers(),
            "spark.hadoop.fs.s3a.endpoint.region=" + Aws.REGION));
    arguments.put("--log_groups", String.join(",", role.logGroups()));
    return arguments;
  }
}
