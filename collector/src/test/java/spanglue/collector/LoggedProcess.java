package spanglue.collector;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server in a process of its own: what it prints is in a log, and tells when it is up. */
final class LoggedProcess {
  private static final long START_SECONDS = 60;

  private final CompletableFuture<String> ready = new CompletableFuture<>();
  private final Process process;
  private final Path log;

  private LoggedProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a server and waits until it says that it is up.
   *
   * @param log is appended to
   * @param up a part of the line by which the server says so
   */
  static LoggedProcess start(ProcessBuilder builder, Path log, String up) throws IOException {
    LoggedProcess server = new LoggedProcess(builder.redirectErrorStream(true).start(), log);
    Thread copy = new Thread(() -> server.copy(up), "log of " + log.getFileName());
    copy.setDaemon(true);
    copy.start();
    try {
      server.ready.get(START_SECONDS, TimeUnit.SECONDS);
      return server;
    } catch (ExecutionException | TimeoutException e) {
      server.kill();
      throw new AssertionError("no line with '" + up + "' in " + log + ", so it is not up", e);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Ends it as a crash does. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  void awaitEnd() {
    process.onExit().join();
  }

  private void copy(String up) {
    try (BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        Writer copy =
            Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        copy.write(line + "\n");
        copy.flush();
        if (line.contains(up)) {
          ready.complete(line);
        }
      }
      ready.completeExceptionally(new AssertionError("it has ended"));
    } catch (IOException e) {
      ready.completeExceptionally(new UncheckedIOException(e));
    }
  }
}
