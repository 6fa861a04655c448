package spanglue.cli.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
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
   * Copies what a process prints, until a line that ends with {@code end} or to its last.
   *
   * @return whether there was such a line
   */
  public boolean copy(BufferedReader lines, String end) {
    try (Writer log = writer()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        boolean isLast = line.endsWith(end);
        String text = isLast ? line.substring(0, line.length() - end.length()) : line;
        if (!isLast || !text.isEmpty()) {
          log.write(traceId + " " + text + "\n");
          log.flush();
        }
        if (isLast) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw new LocalException(path + " cannot be written: " + e, e);
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
