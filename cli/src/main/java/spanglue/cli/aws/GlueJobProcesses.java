package spanglue.cli.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import spanglue.cli.child.JobMain;
import spanglue.cli.child.JobRequest;
import spanglue.cli.process.ChildProcesses;
import spanglue.cli.process.ClassArchive;
import spanglue.cli.process.Installation;
import spanglue.cli.process.JavaCommand;
import spanglue.cli.process.LogFile;
import spanglue.cli.process.RandomIds;
import spanglue.cli.process.TempFolder;
import spanglue.tracing.JobTracingConfig;

/**
 * Runs Glue jobs with the class path and the arguments of Glue. A job on a file of usual size gets
 * the JVM of the job before it, whose code is loaded and compiled by then, as Glue has workers that
 * wait: start-up is most of what such a job takes. A job on a large file has a JVM of its own.
 */
public final class GlueJobProcesses {
  /** The script's class by the job's name. */
  static final Map<String, String> SCRIPTS =
      Map.of("spanglue-cleaning", "CleaningJob", "spanglue-processing", "ProcessingJob");

  private final Installation installation;
  private final ChildProcesses children;
  private final TempFolder temp;
  private final ObjectStore store;
  private final JobTelemetry telemetry;
  private final @Nullable ClassArchive classes;

  /** By run. */
  private final Map<String, Long> inputBytes = new ConcurrentHashMap<>();

  /** A process that waits for a job. */
  private @Nullable JobProcess ready;

  /** The folder of the process that was started last. */
  private @Nullable Path lastFolder;

  /**
   * Jobs that use these parts.
   *
   * @param telemetry the way of the jobs' spans and metrics
   */
  public GlueJobProcesses(
      Installation installation,
      ChildProcesses children,
      TempFolder temp,
      ObjectStore store,
      JobTelemetry telemetry) {
    this.installation = installation;
    this.children = children;
    this.temp = temp;
    this.store = store;
    this.telemetry = telemetry;
    classes = classes(installation);
  }

  private static @Nullable ClassArchive classes(Installation installation) {
    Path kept = installation.keptClasses();
    try {
      return kept == null ? null : ClassArchive.of(kept, installation.jobClassPath());
    } catch (IOException e) {
      // Jobs only start as they would without.
      return null;
    }
  }

  /** Sees to it that a process for a job on a file of unknown or usual size is there, or starts. */
  public void prepare() {
    keep(take(SparkOptions.jvm(installation, 0)));
  }

  /**
   * Runs a job to its end.
   *
   * @param parameters StartJobRun's: JobName and Arguments
   * @param document the file that the job's run document is written to
   * @param log takes what the job prints
   */
  public JobRun run(JsonNode parameters, Path document, LogFile log) {
    JobRun.Started started = JobRun.started(parameters.path("JobName").asText());
    long inputBytes = inputBytes(parameters.path("Arguments"));
    // When it is asked for: a process that waits has been there for longer than the run.
    Map<String, String> properties = new TreeMap<>(SparkOptions.runDocument(document));
    properties.put(
        JobTracingConfig.RUN_START,
        Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now())));
    JobProcess process = take(SparkOptions.jvm(installation, inputBytes));
    String failure =
        process.run(
            new JobRequest(
                properties,
                SCRIPTS.getOrDefault(started.jobName(), started.jobName()),
                arguments(parameters.path("Arguments"), started)),
            log);
    if (failure != null) {
      return started.failed(failure);
    }
    if (inputBytes < SparkOptions.LARGE_INPUT) {
      keep(process);
    } else {
      // Start-up is little of it, and the next one has all of the heap.
      process.end();
    }
    return started.succeeded();
  }

  /** The runs are over: ends the process that waits for a job. */
  public synchronized void end() {
    if (ready != null) {
      ready.end();
      ready = null;
    }
  }

  /** Keeps the classes of the jobs for later runs, where that was not done yet. */
  public void keepClasses() {
    Path folder = lastFolder;
    if (classes != null && folder != null && classes.isMissing()) {
      classes.make(children, SparkOptions.jvm(installation, 0), folder);
    }
  }

  private synchronized void keep(JobProcess process) {
    ready = process;
  }

  /** The process that waits, where it fits; else a new one. */
  private synchronized JobProcess take(List<String> options) {
    JobProcess waiting = ready;
    ready = null;
    if (waiting != null && waiting.fits(options)) {
      return waiting;
    }
    if (waiting != null) {
      waiting.end();
    }
    return start(options);
  }

  private JobProcess start(List<String> options) {
    Path folder = temp.folder("job-" + RandomIds.hex(4));
    Path errorFile = folder.resolve("error");
    ProcessBuilder builder =
        new JavaCommand(classes == null ? installation.jobClassPath() : classes.classPath())
            .options(options)
            .options(classes == null ? List.of() : classes.options(folder))
            .options(SparkOptions.local(store, folder))
            .option("-D" + JobMain.ERROR_FILE + "=" + errorFile)
            .process(folder, JobMain.class, List.of())
            .redirectErrorStream(true);
    builder.environment().keySet().removeIf(GlueJobProcesses::isOfTheMachine);
    builder.environment().putAll(SparkOptions.environment(store));
    lastFolder = folder;
    return new JobProcess(options, errorFile, children.start(builder));
  }

  /**
   * The run's first job is told the size of the file; the next one works on what that made of it.
   */
  private long inputBytes(JsonNode arguments) {
    String run = arguments.path("--run_id").asText();
    long size = arguments.path("--size").asLong();
    return size > 0
        ? inputBytes.merge(run, size, (before, now) -> now)
        : inputBytes.getOrDefault(run, 0L);
  }

  /** What a job of Glue's does not have, and would take for its own. */
  private static boolean isOfTheMachine(String variable) {
    return variable.equals("TRACEPARENT")
        || Stream.of("AWS_", "SPARK_", "OTEL_").anyMatch(variable::startsWith);
  }

  /** Glue's own arguments among them; the telemetry's way and endpoints are this machine's. */
  private List<String> arguments(JsonNode arguments, JobRun.Started run) {
    List<String> list = new ArrayList<>();
    arguments.forEachEntry(
        (name, value) -> {
          if (!JobTelemetry.replaces(name)) {
            list.addAll(List.of(name, value.asText()));
          }
        });
    list.addAll(telemetry.arguments());
    list.addAll(List.of("--JOB_NAME", run.jobName(), "--JOB_RUN_ID", run.id()));
    return list;
  }
}
