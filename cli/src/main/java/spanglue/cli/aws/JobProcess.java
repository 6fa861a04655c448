package spanglue.cli.aws;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import spanglue.cli.child.JobMain;
import spanglue.cli.child.JobRequest;
import spanglue.cli.process.ChildProcesses;
import spanglue.cli.process.LogFile;

/** A JVM that runs jobs, one after the other, until one fails. */
final class JobProcess {
  private final List<String> options;
  private final Path errorFile;
  private final Process process;
  private final BufferedWriter requests;
  private final BufferedReader output;

  /**
   * A JVM that was started, and waits for its first job.
   *
   * @param options of the JVM itself, by which it fits a job or not
   * @param errorFile where it writes a failed job's message
   */
  JobProcess(List<String> options, Path errorFile, Process process) {
    this.options = options;
    this.errorFile = errorFile;
    this.process = process;
    requests =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Whether it lives, and was started with these options. */
  boolean fits(List<String> wanted) {
    return process.isAlive() && options.equals(wanted);
  }

  /**
   * Runs a job to its end.
   *
   * @param log takes what the job prints
   * @return why it failed, and then the process has ended; null where it succeeded
   */
  @Nullable String run(JobRequest request, LogFile log) {
    try {
      requests.write(request.line() + "\n");
      requests.flush();
    } catch (IOException e) {
      // It has ended, and its output says of what.
      log.append(List.of("the job's process takes no request: " + e));
    }
    if (log.copy(output, JobMain.ENDED)) {
      return null;
    }
    return message(ChildProcesses.await(process), log);
  }

  private String message(int status, LogFile log) {
    try {
      if (Files.exists(errorFile)) {
        return Files.readString(errorFile);
      }
    } catch (IOException e) {
      return "the job's error message cannot be read: " + e;
    }
    return "the job's process ended with status " + status + "; see " + log.path();
  }

  /** Ends the JVM. */
  void end() {
    ChildProcesses.end(process);
  }
}
