package spanglue.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM like this one, with the same options and class path, that runs another program. */
final class Child implements AutoCloseable {
  private final Process process;
  private final BufferedReader out;

  Child(Class<?> main, String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(args));
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }

  /**
   * The next line that it prints.
   *
   * @throws IOException if there is none
   */
  String line() throws IOException {
    String line = out.readLine();
    if (line == null) {
      throw new IOException("the child process " + process.info().commandLine() + " ended early");
    }
    return line;
  }

  /**
   * Waits for its end.
   *
   * @throws IOException if that is a failure
   */
  void await() throws IOException, InterruptedException {
    int status = process.waitFor();
    if (status != 0) {
      throw new IOException("a child process ended with status " + status);
    }
  }

  /** Tells it to end. */
  void closeInput() throws IOException {
    process.getOutputStream().close();
  }

  @Override
  public void close() {
    process.destroy();
  }
}
