package spanglue.cli.child;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;

/**
 * Runs Glue jobs' scripts, one after the other, as Glue does: a script that throws ends the process
 * with status 1, and the exception's message, Glue's {@code ErrorMessage}, goes into the file that
 * the system property {@code spanglue.error.file} names.
 *
 * <p>Each line on standard input is a {@link JobRequest}. Where its script has returned, a line
 * ends with {@link #ENDED} on standard output, and the process waits for the next one. It ends when
 * its standard input does.
 */
public final class JobMain {
  /** System property: where a failed job's message goes. */
  public static final String ERROR_FILE = "spanglue.error.file";

  /** What a script itself does not print. */
  public static final String ENDED = "\0ended";

  private JobMain() {}

  /** Runs scripts; what all of them need is made ready while the first is not asked for yet. */
  public static void main(String[] args) throws InterruptedException {
    BlockingQueue<String> requests = ParentWatch.lines();
    PrintStream answers = System.out;
    try {
      SparkSessions.warmUp();
    } catch (ReflectiveOperationException | LinkageError e) {
      // What is wrong with Spark here, the job itself will say.
      System.err.println("Spark could not be warmed up: " + e);
    }
    while (true) {
      JobRequest request = JobRequest.of(requests.take());
      request.properties().forEach(System::setProperty);
      int status = run(request);
      if (status != 0) {
        System.exit(status);
      }
      // In one piece: threads that the script has left may still print.
      answers.print(ENDED + "\n");
      answers.flush();
      // Told first: nobody waits for it but the next script.
      stopSpark();
    }
  }

  private static void stopSpark() {
    try {
      SparkSessions.stop();
    } catch (ReflectiveOperationException | LinkageError e) {
      e.printStackTrace();
      System.exit(1);
    }
  }

  private static int run(JobRequest request) {
    try {
      ServerMain.run(request.script(), request.arguments().toArray(String[]::new));
      return 0;
    } catch (InvocationTargetException e) {
      return failed(e.getCause() == null ? e : e.getCause());
    } catch (ReflectiveOperationException e) {
      return failed(e);
    }
  }

  private static int failed(Throwable failure) {
    failure.printStackTrace();
    try {
      Files.writeString(Path.of(System.getProperty(ERROR_FILE)), ErrorMessage.of(failure));
    } catch (IOException e) {
      System.err.println("the error message cannot be written: " + e);
    }
    return 1;
  }
}
