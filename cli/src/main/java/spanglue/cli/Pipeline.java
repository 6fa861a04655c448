package spanglue.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import spanglue.cli.aws.BatchGetTracesEndpoint;
import spanglue.cli.aws.ExecutionRecord;
import spanglue.cli.aws.FunctionProcess;
import spanglue.cli.aws.GlueJobProcesses;
import spanglue.cli.aws.Interpreter;
import spanglue.cli.aws.JobTelemetry;
import spanglue.cli.aws.LocalExecutions;
import spanglue.cli.aws.ObjectStore;
import spanglue.cli.aws.PutMetricDataEndpoint;
import spanglue.cli.aws.PutTraceSegmentsEndpoint;
import spanglue.cli.aws.ReadyInterpreters;
import spanglue.cli.aws.SignedEndpoint;
import spanglue.cli.aws.StartExecutionEndpoint;
import spanglue.cli.aws.StateMachineArn;
import spanglue.cli.aws.StateMachineDefinition;
import spanglue.cli.process.ChildProcesses;
import spanglue.cli.process.Installation;
import spanglue.cli.process.LoopbackServer;
import spanglue.cli.process.TempFolder;
import spanglue.cli.telemetry.CloudWatchData;
import spanglue.cli.telemetry.OtlpForwarder;
import spanglue.cli.telemetry.OtlpReceiver;
import spanglue.cli.telemetry.SegmentSpans;
import spanglue.cli.telemetry.TelemetryFanOut;
import spanglue.cli.telemetry.TraceFiles;
import spanglue.cli.telemetry.ZipkinServer;
import spanglue.tracing.TraceRoute;

/** The parts of the pipeline on this machine, wired as the stack wires them on AWS. */
final class Pipeline implements AutoCloseable {
  private static final StateMachineArn STATE_MACHINE = new StateMachineArn("spanglue");

  /** Files run one after the other, and each job takes all of the machine. */
  private static final int EXECUTIONS_AT_ONCE = 1;

  private final Path out;
  private final LocalExecutions executions =
      new LocalExecutions(STATE_MACHINE, this::execute, EXECUTIONS_AT_ONCE);
  private final TelemetryFanOut telemetry;
  private final LoopbackServer server;
  private final FunctionProcess function;
  private final ReadyInterpreters interpreters;
  private final ObjectStore store;
  private final FileUpload upload;
  private final GlueJobProcesses jobs;
  private final ExecutionRunner runner;

  /**
   * Starts the parts. What takes long to start does so on its own, beside the run.
   *
   * @param out an existing folder for the bucket and the runs
   * @param withUi whether to start the trace UI
   * @param collector base URL of an OTLP receiver that gets all telemetry too; null for none
   * @param route the way of the jobs' telemetry
   * @throws spanglue.cli.process.LocalException where a part is missing or cannot be started
   */
  Pipeline(
      Installation installation,
      ChildProcesses children,
      TempFolder temp,
      Path out,
      boolean withUi,
      @Nullable URI collector,
      TraceRoute route,
      Console console) {
    this.out = out;
    var definition = StateMachineDefinition.read(installation.stateMachine());
    telemetry =
        new TelemetryFanOut(
            new TraceFiles(),
            withUi ? new ZipkinServer(installation, children, temp.folder("zipkin")) : null,
            collector == null ? null : new OtlpForwarder(collector, console::error));
    var notifications =
        new UploadNotifications(
            late -> console.progress("upload", late), UploadNotifications.LIMIT);
    store = ObjectStore.start(out, notifications::add);
    server = LoopbackServer.start(endpoints());
    jobs =
        new GlueJobProcesses(
            installation, children, temp, store, new JobTelemetry(route, server.uri()));
    jobs.prepare();
    function =
        FunctionProcess.start(
            installation, children, temp.folder("function"), STATE_MACHINE, server.uri());
    interpreters = new ReadyInterpreters(installation, children, temp.path());
    interpreters.prepare();
    upload =
        new FileUpload(
            out, new Uploader(store, server.uri(), notifications::handOver), notifications);
    runner = new ExecutionRunner(definition, interpreters, jobs, telemetry, out, console);
  }

  /** Open, what stands for the collector and for Step Functions; signed, X-Ray and CloudWatch. */
  private Map<String, LoopbackServer.Endpoint> endpoints() {
    var otlp = new OtlpReceiver(telemetry::spans, telemetry::metrics);
    var traces = new BatchGetTracesEndpoint(executions::records);
    var segments =
        new PutTraceSegmentsEndpoint(documents -> telemetry.spans(SegmentSpans.of(documents)));
    var metrics = new PutMetricDataEndpoint(data -> telemetry.metrics(CloudWatchData.of(data)));
    var stepFunctions = new StartExecutionEndpoint(STATE_MACHINE, executions);
    return Map.of(
        "/v1/traces",
        otlp::traces,
        "/v1/metrics",
        otlp::metrics,
        "/Traces",
        traces::batchGetTraces,
        JobTelemetry.XRAY + "/v1/traces",
        new SignedEndpoint(store, "xray", otlp::traces),
        JobTelemetry.XRAY + "/Traces",
        new SignedEndpoint(store, "xray", traces::batchGetTraces),
        JobTelemetry.XRAY + "/TraceSegments",
        new SignedEndpoint(store, "xray", segments::putTraceSegments),
        JobTelemetry.MONITORING + "/",
        new SignedEndpoint(store, "monitoring", metrics::putMetricData),
        "/",
        stepFunctions::answer);
  }

  /** Called when all parts are there: what starts executions is one of them. */
  private Interpreter.Outcome execute(ExecutionRecord record, JsonNode input) {
    return runner.run(record, input);
  }

  Path out() {
    return out;
  }

  FileUpload upload() {
    return upload;
  }

  FunctionProcess function() {
    return function;
  }

  ReadyInterpreters interpreters() {
    return interpreters;
  }

  GlueJobProcesses jobs() {
    return jobs;
  }

  LocalExecutions executions() {
    return executions;
  }

  TelemetryFanOut telemetry() {
    return telemetry;
  }

  @Override
  public void close() {
    upload.uploader().close();
    store.close();
    server.close();
    telemetry.close();
  }
}
