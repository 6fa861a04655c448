package spanglue.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import spanglue.cli.process.ChildProcesses;
import spanglue.cli.process.Installation;
import spanglue.cli.process.LocalException;
import spanglue.cli.process.TempFolder;
import spanglue.cli.telemetry.ZipkinServer;
import spanglue.tracing.TraceRoute;

/** A run of the local pipeline from its start to its end, however it ends. */
final class LocalRun {
  private static final int SUCCESS = 0;
  private static final int FAILURE = 1;

  private final Installation installation;
  private final Path out;
  private final boolean withUi;
  private final @Nullable LocalDate runDate;
  private final @Nullable URI collector;
  private final TraceRoute route;
  private final Console console = new Console(System.out, System.err);
  private final ChildProcesses children = new ChildProcesses();
  private volatile @Nullable Integer status;

  LocalRun(
      Installation installation,
      Path out,
      boolean withUi,
      @Nullable LocalDate runDate,
      @Nullable URI collector,
      TraceRoute route) {
    this.installation = installation;
    this.out = out;
    this.withUi = withUi;
    this.runDate = runDate;
    this.collector = collector;
    this.route = route;
  }

  /**
   * Runs the files one after the other; with the UI, serves it until the user interrupts.
   *
   * @return 0 where every run succeeded, else 1
   */
  int run(List<Path> files) {
    Instant asked = processStart();
    TempFolder temp = TempFolder.create();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupted(temp), "end"));
    try (var pipeline =
        new Pipeline(installation, children, temp, out, withUi, collector, route, console)) {
      RunTimings timings = startUp(asked);
      int result = SUCCESS;
      boolean uiIsUp = false;
      for (Path file : files) {
        RunSummary run = new UploadRun(pipeline, console, runDate).run(file, timings);
        console.summary(run);
        if (run.cause() != null) {
          console.error("run " + run.folder().runId() + " failed: " + run.cause());
          result = FAILURE;
        }
        uiIsUp = showTrace(pipeline.telemetry().ui(), run);
        timings = new RunTimings(Instant.now());
      }
      status = result;
      pipeline.jobs().end();
      if (uiIsUp) {
        console.line("Ctrl-C ends the trace UI.");
        // It takes longer than a run, which nobody waits for here.
        pipeline.jobs().keepClasses();
        new CountDownLatch(1).await();
      }
      return result;
    } catch (LocalException e) {
      console.error(String.valueOf(e.getMessage()));
      return FAILURE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FAILURE;
    }
  }

  /** The time until the parts are up: the launcher's build, where there was one, told apart. */
  private static RunTimings startUp(Instant asked) {
    RunTimings timings = new RunTimings(asked);
    double build = Integer.getInteger("spanglue.build.seconds", 0);
    if (build > 0) {
      timings.add("build", build);
    }
    timings.add("start_up", Duration.between(asked, Instant.now()).toNanos() / 1e9 - build);
    return timings;
  }

  /** Whether there is a UI that shows it; one that is not there makes no run fail. */
  private boolean showTrace(@Nullable ZipkinServer ui, RunSummary run) {
    if (ui == null) {
      return false;
    }
    try {
      console.line("  trace       " + ui.page(run.folder().traceId()));
      return true;
    } catch (LocalException e) {
      console.error(String.valueOf(e.getMessage()));
      return false;
    }
  }

  /** Runs when the process ends, of itself or by a signal. */
  private void interrupted(TempFolder temp) {
    // Now, since a run whose processes are ended here fails of it.
    Integer result = status;
    console.mute();
    children.close();
    temp.close();
    if (result != null) {
      // The runs are over: what the user ended is only the UI.
      Runtime.getRuntime().halt(result);
    }
  }

  /** When the launcher was started: it has become this process. */
  private static Instant processStart() {
    return ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
  }
}
