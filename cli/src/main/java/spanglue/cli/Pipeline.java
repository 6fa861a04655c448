package spanglue.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.MessageLite;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import spanglue.cli.aws.Definition;
import spanglue.cli.aws.ExecutionRecord;
import spanglue.cli.aws.Executions;
import spanglue.cli.aws.FunctionProcess;
import spanglue.cli.aws.GlueJobs;
import spanglue.cli.aws.Interpreter;
import spanglue.cli.aws.ObjectCreated;
import spanglue.cli.aws.ObjectStore;
import spanglue.cli.aws.StartExecutionEndpoint;
import spanglue.cli.aws.StateMachineArn;
import spanglue.cli.aws.XRayEndpoint;
import spanglue.cli.process.Children;
import spanglue.cli.process.Installation;
import spanglue.cli.process.LoopbackServer;
import spanglue.cli.process.TempFolder;
import spanglue.cli.telemetry.OtlpForwarder;
import spanglue.cli.telemetry.OtlpReceiver;
import spanglue.cli.telemetry.SimulatedSpans;
import spanglue.cli.telemetry.TraceFiles;
import spanglue.cli.telemetry.ZipkinServer;
import spanglue.tracing.TraceHeader;

/** The parts of the pipeline on this machine, wired as the stack wires them on AWS. */
final class Pipeline implements AutoCloseable {
  private static final StateMachineArn STATE_MACHINE = new StateMachineArn("spanglue");

  private final TraceFiles traces = new TraceFiles();
  private final Map<String, TraceHeader> uploadHeaders = new ConcurrentHashMap<>();
  private final BlockingQueue<ObjectCreated> created = new LinkedBlockingQueue<>();
  private final BlockingQueue<Interpreter> interpreters = new LinkedBlockingQueue<>();
  private final Executions executions = new Executions(STATE_MACHINE, this::execute);
  private final Installation installation;
  private final Children children;
  private final TempFolder temp;
  private final Path out;
  private final Console console;
  private final Definition definition;
  private final LoopbackServer server;
  private final FunctionProcess function;
  private final ObjectStore store;
  private final Uploader uploader;
  private final GlueJobs jobs;
  private final @Nullable ZipkinServer ui;
  private final @Nullable OtlpForwarder forwarder;

  /**
   * Starts the parts. What takes long to start does so on its own, beside the run.
   *
   * @param out an existing folder for the bucket and the runs
   * @param withUi whether to start the trace UI
   * @param collector base URL of an OTLP receiver that gets all telemetry too; null for none
   * @throws LocalException where a part is missing or cannot be started
   */
  Pipeline(
      Installation installation,
      Children children,
      TempFolder temp,
      Path out,
      boolean withUi,
      @Nullable URI collector,
      Console console) {
    this.installation = installation;
    this.children = children;
    this.temp = temp;
    this.out = out;
    this.console = console;
    definition = Definition.read(installation.stateMachine());
    forwarder = collector == null ? null : new OtlpForwarder(collector, console::error);
    var otlp = new OtlpReceiver(this::accept, this::accept);
    var xray = new XRayEndpoint(executions::records);
    var stepFunctions = new StartExecutionEndpoint(STATE_MACHINE, executions);
    server =
        LoopbackServer.start(
            Map.of(
                "/v1/traces", otlp::traces,
                "/v1/metrics", otlp::metrics,
                "/Traces", xray::batchGetTraces,
                "/", stepFunctions::answer));
    function =
        FunctionProcess.start(
            installation, children, temp.folder("function"), STATE_MACHINE, server.uri());
    prepareExecution();
    ui = withUi ? new ZipkinServer(installation, children, temp.folder("zipkin")) : null;
    store = ObjectStore.start(out, created::add);
    uploader = new Uploader(store, server.uri(), uploadHeaders::put);
    jobs = new GlueJobs(installation, children, temp, store, server.uri());
  }

  Path out() {
    return out;
  }

  Uploader uploader() {
    return uploader;
  }

  FunctionProcess function() {
    return function;
  }

  Executions executions() {
    return executions;
  }

  TraceFiles traces() {
    return traces;
  }

  /** Null where none was asked for. */
  @Nullable ZipkinServer ui() {
    return ui;
  }

  /** The bucket's notifications, in order. */
  BlockingQueue<ObjectCreated> created() {
    return created;
  }

  /** The header that an object's uploader handed on; a new trace where it gave none. */
  TraceHeader headerOf(String key) {
    TraceHeader header = uploadHeaders.remove(key);
    return header == null ? TraceHeader.newRoot() : header;
  }

  /** Takes spans, of whatever part. */
  void accept(ExportTraceServiceRequest request) {
    traces.add(request);
    ZipkinServer zipkin = ui;
    if (zipkin != null) {
      zipkin.accept(request);
    }
    forward("/v1/traces", request);
  }

  private void accept(ExportMetricsServiceRequest request) {
    traces.add(request);
    forward("/v1/metrics", request);
  }

  private void forward(String path, MessageLite request) {
    OtlpForwarder other = forwarder;
    if (other != null) {
      other.forward(path, request);
    }
  }

  /** Starts an interpreter ahead of the execution that will need it. */
  void prepareExecution() {
    if (interpreters.isEmpty()) {
      interpreters.add(Interpreter.start(installation, children, temp.path()));
    }
  }

  private Interpreter.Outcome execute(ExecutionRecord record, JsonNode input) {
    String traceId = record.caller().traceId();
    RunFolder folder = RunFolder.create(out, record.name(), traceId);
    traces.bind(traceId, folder.path());
    prepareExecution();
    Interpreter interpreter = interpreters.remove();
    try {
      return interpreter.run(definition, record, input, new StateTasks(jobs, folder, console));
    } catch (RuntimeException e) {
      record.ended("States.Runtime", String.valueOf(e.getMessage()));
      throw e;
    } finally {
      accept(SimulatedSpans.execution(record));
    }
  }

  @Override
  public void close() {
    uploader.close();
    store.close();
    server.close();
    if (forwarder != null) {
      forwarder.close();
    }
  }
}
