package spanglue.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A run of the local pipeline from its start to its end, however it ends. */
final class LocalRun {
  private static final int SUCCESS = 0;
  private static final int FAILURE = 1;

  private final Installation installation;
  private final Path out;
  private final boolean withUi;
  private final @Nullable LocalDate runDate;
  private final Console console = new Console(System.out, System.err);
  private final Children children = new Children();
  private volatile @Nullable Integer status;

  LocalRun(Installation installation, Path out, boolean withUi, @Nullable LocalDate runDate) {
    this.installation = installation;
    this.out = out;
    this.withUi = withUi;
    this.runDate = runDate;
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
    Seconds seconds = new Seconds(asked);
    try (var pipeline =
        seconds.time(
            "start_up", () -> new Pipeline(installation, children, temp, out, withUi, console))) {
      int result = SUCCESS;
      for (Path file : files) {
        RunSummary run = new FileRun(pipeline, console, runDate).run(file, seconds);
        console.summary(run);
        if (run.cause() != null) {
          console.error("run " + run.folder().runId() + " failed: " + run.cause());
          result = FAILURE;
        }
        showTrace(pipeline.ui(), run);
        seconds = new Seconds(Instant.now());
      }
      status = result;
      if (withUi) {
        console.line("Ctrl-C ends the trace UI.");
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

  private void showTrace(@Nullable ZipkinServer ui, RunSummary run) {
    if (ui != null) {
      URI page = ui.page(run.folder().traceId());
      console.line("  trace       " + page);
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
