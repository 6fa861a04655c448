package spanglue.stack;

import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.PermissionsBoundary;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;
import spanglue.stack.catalog.Tables;
import spanglue.stack.ingest.IngestBucket;
import spanglue.stack.ingest.TriggerFunction;
import spanglue.stack.jobs.CleaningJob;
import spanglue.stack.jobs.JobEnvironment;
import spanglue.stack.jobs.ProcessingJob;
import spanglue.stack.monitoring.Alarms;
import spanglue.stack.monitoring.PipelineDashboard;
import spanglue.stack.monitoring.PipelineMetrics;
import spanglue.stack.monitoring.SavedQueries;
import spanglue.stack.route.CollectorRoute;
import spanglue.stack.route.SignedRoute;
import spanglue.stack.route.TraceRoute;
import spanglue.stack.settings.Artifacts;
import spanglue.stack.settings.StackSettings;
import spanglue.stack.settings.Traces;
import spanglue.stack.shared.Console;
import spanglue.stack.shared.DataKey;
import spanglue.stack.shared.Logs;
import spanglue.stack.shared.Names;
import spanglue.stack.shared.ProvidedFunction;
import spanglue.stack.workflow.Workflow;
import spanglue.stack.workflow.WorkflowDefinition;

/** The whole pipeline. It only composes: what a part is made of is in the part's own file. */
public final class SpanglueStack extends Stack {
  SpanglueStack(
      Construct scope, StackSettings settings, Artifacts artifacts, String collectorConfig) {
    super(scope, settings.names().stack(), props(settings));
    Names names = settings.names();
    var key = new DataKey(this, settings.retainData());
    var logs = new Logs(key.key(), settings.logRetentionDays());
    var data = new IngestBucket(this, key, settings.retainData());
    ProvidedFunction.EMPTY_BUCKETS.logTo(this, names, logs);
    var route = route(settings, key, logs, data, collectorConfig);
    var trigger =
        new TriggerFunction(
            this,
            new TriggerFunction.Props(
                names,
                logs,
                artifacts.function().toString(),
                Workflow.arnIn(this, names),
                settings.traceEveryRun()));
    data.notify(trigger.function());
    var jobs =
        new JobEnvironment(
            this, new JobEnvironment.Props(route, key, logs, data, artifacts, settings));
    new CleaningJob(jobs);
    new ProcessingJob(jobs);
    var workflow = new Workflow(this, names, WorkflowDefinition.of(settings), logs);
    var metrics = new PipelineMetrics(names, workflow, trigger, route.collectors());
    var alarms = new Alarms(this, new Alarms.Props(key, metrics, settings.notifyEmail()));
    new PipelineDashboard(this, metrics, alarms);
    new SavedQueries(this, names);
    new Tables(this, names, data.bucket());
    outputs(settings, data, workflow);
  }

  private TraceRoute route(
      StackSettings settings, DataKey key, Logs logs, IngestBucket data, String collectorConfig) {
    return settings.traces() == Traces.COLLECTOR
        ? new CollectorRoute(
            this, new CollectorRoute.Props(settings, key, logs, data, collectorConfig))
        : new SignedRoute(settings.traces());
  }

  private void outputs(StackSettings settings, IngestBucket data, Workflow workflow) {
    String bucket = data.bucket().getBucketName();
    output("Bucket", bucket, "Holds the uploads and the results");
    output("StateMachine", workflow.stateMachine().getStateMachineArn(), "Runs the two jobs");
    var console = new Console(this);
    output(
        "DashboardUrl",
        console.cloudWatch(PipelineDashboard.page(settings.names())),
        "How the pipeline is");
    output("TracesUrl", console.cloudWatch("xray:traces/query"), "The traces, one a run");
    output("Database", settings.names().database(), "Holds the results as tables, for Athena");
    output("Try", "aws s3 cp samples/listings.csv s3://" + bucket + "/input/", "Starts a run");
    if (settings.retainData()) {
      output(
          "Retained",
          "s3://" + bucket + " and its key",
          "What cdk destroy leaves: delete both yourself when you need them no more");
    }
  }

  private void output(String id, String value, String description) {
    CfnOutput.Builder.create(this, id).value(value).description(description).build();
  }

  private static StackProps props(StackSettings settings) {
    var props =
        StackProps.builder()
            .description("Spanglue: an AWS Glue pipeline that traces itself end to end")
            .tags(settings.tags());
    settings
        .permissionsBoundary()
        .ifPresent(arn -> props.permissionsBoundary(PermissionsBoundary.fromArn(arn)));
    return props.build();
  }
}
