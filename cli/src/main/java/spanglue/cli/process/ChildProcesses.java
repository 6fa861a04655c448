package spanglue.cli.process;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The processes of a run. Closed, it has ended them all and starts no more. */
public final class ChildProcesses implements AutoCloseable {
  private static final long END_SECONDS = 10;

  private final Set<Process> running = new HashSet<>();
  private boolean closed;

  /**
   * Starts a process whose standard input stays open as long as this process lives: at its end the
   * child ends itself.
   *
   * @throws LocalException where it cannot be started
   */
  public synchronized Process start(ProcessBuilder builder) {
    if (closed) {
      throw new LocalException("the run is ending: " + builder.command().get(0) + " not started");
    }
    try {
      Process process = builder.start();
      running.add(process);
      var unused = process.onExit().thenAccept(this::ended);
      return process;
    } catch (IOException e) {
      throw new LocalException(
          builder.command().get(0) + " cannot be started: " + e.getMessage(), e);
    }
  }

  private synchronized void ended(Process process) {
    running.remove(process);
  }

  /**
   * Waits for a process's end.
   *
   * @return its exit status
   */
  public static int await(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalException("interrupted while a job ran", e);
    }
  }

  /** Ends one process and those that it started. */
  public static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.toHandle().destroyForcibly();
    try {
      process.waitFor(END_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    Set<Process> left;
    synchronized (this) {
      closed = true;
      left = Set.copyOf(running);
    }
    left.forEach(process -> process.toHandle().destroyForcibly());
    left.forEach(ChildProcesses::end);
  }
}
