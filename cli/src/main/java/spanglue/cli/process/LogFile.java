package spanglue.cli.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A process's log; each line begins with the trace's id.
 *
 * @param path where it is; appended to
 */
public record LogFile(Path path, String traceId) {
  /**
   * Copies what a process prints until it ends.
   *
   * @return its exit status
   */
  public int copy(Process process) {
    try (Writer log = writer();
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        log.write(traceId + " " + line + "\n");
        log.flush();
      }
      return process.waitFor();
    } catch (IOException e) {
      throw new LocalException(path + " cannot be written: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalException("interrupted while a job ran", e);
    }
  }

  public void append(Iterable<String> lines) {
    try (Writer log = writer()) {
      for (String line : lines) {
        log.write(traceId + " " + line + "\n");
      }
    } catch (IOException e) {
      throw new LocalException(path + " cannot be written: " + e, e);
    }
  }

  private Writer writer() throws IOException {
    return Files.newBufferedWriter(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
