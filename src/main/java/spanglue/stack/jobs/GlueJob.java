package spanglue.stack.jobs;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awscdk.services.glue.CfnJob;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.s3.assets.Asset;
import software.constructs.Construct;
import spanglue.stack.settings.Settings;
import spanglue.stack.shared.Findings;

/**
 * A Glue job with a role and log groups of its own. What the role may read and write is its own.
 */
public abstract class GlueJob extends Construct {
  static final String GLUE_VERSION = "6.0";

  /** The longest that a run may run, waiting for its turn not counted. */
  public static final Duration TIMEOUT = Duration.ofHours(1);

  private static final String LOGS = "jobs";

  private final GlueJobRole role;
  private final String jobName;

  /**
   * @param mainClass of the job, which is also its script's name
   */
  GlueJob(GlueJobs jobs, String jobName, String mainClass) {
    super(jobs, mainClass);
    this.jobName = jobName;
    var shared = jobs.props();
    var script =
        Asset.Builder.create(this, "Script")
            .path(shared.artifacts().script(mainClass).toString())
            .build();
    role = new GlueJobRole(this, jobs, jobName);
    role.allowCode(script, jobs.jar());
    role.allowLogs(jobs.names().path(LOGS));
    shared.network().deleteBefore(role.role());
    job(jobs, mainClass, script).addResourceDependency(jobs.security());
  }

  final Role role() {
    return role.role();
  }

  private CfnJob job(GlueJobs jobs, String mainClass, Asset script) {
    var settings = jobs.props().settings();
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
            // Glue queues only what it is not to try again by itself.
            .jobRunQueuingEnabled(true)
            .maxRetries(0)
            .securityConfiguration(jobs.security().getName())
            .connections(
                CfnJob.ConnectionsListProperty.builder().connections(jobs.connections()).build())
            .defaultArguments(arguments(jobs, mainClass, settings))
            .build();
    job.getNode().addDependency(role.role());
    Findings.acknowledge(
        job,
        "AwsSolutions-GL3",
        "Bookmarks are disabled; the encryption of bookmarks is the client's, and that needs a way to"
            + " KMS which the jobs' subnets have not");
    return job;
  }

  /** Those of the job; a run's own come from the workflow. */
  private Map<String, String> arguments(GlueJobs jobs, String mainClass, Settings settings) {
    var data = jobs.props().data();
    Map<String, String> arguments = new LinkedHashMap<>();
    arguments.put("--job-language", "scala");
    arguments.put("--class", mainClass);
    arguments.put("--extra-jars", jobs.jar().getS3ObjectUrl());
    arguments.put("--TempDir", data.temporary());
    arguments.put("--job-bookmark-option", "job-bookmark-disable");
    arguments.put("--enable-auto-scaling", "true");
    arguments.put("--enable-metrics", "true");
    arguments.put("--enable-observability-metrics", "true");
    arguments.put("--enable-continuous-cloudwatch-log", "true");
    arguments.put("--custom-logGroup-prefix", jobs.names().path(LOGS));
    arguments.put("--enable-spark-ui", "true");
    arguments.put("--spark-event-logs-path", data.sparkLogs());
    // What a run costs is estimated from these.
    arguments.put(
        "--conf",
        "spark.spanglue.worker.type="
            + settings.workerType()
            + " --conf spark.spanglue.worker.count="
            + settings.workers());
    arguments.put("--log_groups", String.join(",", role.logGroups()));
    return arguments;
  }
}
