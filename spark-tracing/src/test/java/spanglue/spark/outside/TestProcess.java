package spanglue.spark.outside;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process of a test, with its output by lines. Closed, it and what it started are gone. */
final class TestProcess implements AutoCloseable {
  private final Process process;
  private final List<ProcessHandle> family = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private boolean ended;

  private TestProcess(Process process) {
    this.process = process;
  }

  static TestProcess start(ProcessBuilder builder) {
    try {
      Process process = builder.redirectErrorStream(true).start();
      TestProcess started = new TestProcess(process);
      Thread reader = new Thread(started::read, "output of " + process.pid());
      reader.setDaemon(true);
      reader.start();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read() {
    try (BufferedReader reader = process.inputReader()) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        add(line);
      }
    } catch (IOException e) {
      add("output ends: " + e);
    } finally {
      end();
    }
  }

  private synchronized void add(String line) {
    lines.add(line);
    notifyAll();
  }

  private synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** Waits for a line in which {@code pattern} is found, and returns its first group. */
  synchronized String await(Pattern pattern, Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    for (int next = 0; ; next++) {
      while (next == lines.size()) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (ended || left <= 0) {
          throw new AssertionError("no '" + pattern + "' in " + limit + "; output:\n" + output());
        }
        wait(left);
      }
      Matcher matcher = pattern.matcher(lines.get(next));
      if (matcher.find()) {
        return matcher.group(1);
      }
    }
  }

  /** Waits for the end and returns the exit code. */
  int exitCode(Duration limit) throws InterruptedException {
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("still running after " + limit + "; output:\n" + output());
    }
    return process.exitValue();
  }

  /** Asks it to end, by SIGTERM, and returns the exit code. What it started may live on. */
  int terminate(Duration limit) throws InterruptedException {
    family.addAll(process.descendants().toList());
    process.destroy();
    return exitCode(limit);
  }

  /** What it wrote so far. */
  synchronized String output() {
    return String.join("\n", lines);
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  @Override
  public void close() {
    family.addAll(process.descendants().toList());
    family.add(process.toHandle());
    family.forEach(ProcessHandle::destroyForcibly);
    family.forEach(member -> member.onExit().orTimeout(10, TimeUnit.SECONDS).join());
  }
}
