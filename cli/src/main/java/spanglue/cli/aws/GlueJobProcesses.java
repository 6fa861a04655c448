package spanglue.cli.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import spanglue.cli.child.JobMain;
import spanglue.cli.process.ChildProcesses;
import spanglue.cli.process.Installation;
import spanglue.cli.process.JavaCommand;
import spanglue.cli.process.LogFile;
import spanglue.cli.process.TempFolder;

/** Runs each Glue job in a JVM of its own, with the class path and the arguments of Glue. */
public final class GlueJobProcesses {
  /** The script's class by the job's name. */
  static final Map<String, String> SCRIPTS =
      Map.of("spanglue-cleaning", "CleaningJob", "spanglue-processing", "ProcessingJob");

  private final Installation installation;
  private final ChildProcesses children;
  private final TempFolder temp;
  private final ObjectStore store;
  private final JobTelemetry telemetry;

  /** By run. */
  private final Map<String, Long> inputBytes = new ConcurrentHashMap<>();

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
    Path folder = temp.folder(started.id());
    Path errorFile = folder.resolve("error");
    List<String> arguments = new ArrayList<>();
    arguments.add(SCRIPTS.get(started.jobName()));
    arguments.addAll(arguments(parameters.path("Arguments"), started));
    ProcessBuilder builder =
        new JavaCommand(installation.jobClassPath())
            .options(SparkOptions.jvm(installation, inputBytes(parameters.path("Arguments"))))
            .options(SparkOptions.local(store, folder))
            .option(SparkOptions.runDocument(document))
            .option("-D" + JobMain.ERROR_FILE + "=" + errorFile)
            .process(folder, JobMain.class, arguments)
            .redirectErrorStream(true);
    builder.environment().keySet().removeIf(GlueJobProcesses::isOfTheMachine);
    builder.environment().putAll(SparkOptions.environment(store));
    Process process = children.start(builder);
    int status = log.copy(process);
    return status == 0 ? started.succeeded() : started.failed(message(errorFile, status, log));
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

  private static String message(Path errorFile, int status, LogFile log) {
    try {
      if (Files.exists(errorFile)) {
        return Files.readString(errorFile);
      }
    } catch (IOException e) {
      return "the job's error message cannot be read: " + e;
    }
    return "the job's process ended with status " + status + "; see " + log.path();
  }
}
