package spanglue.cli.child;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs a Glue job's script as Glue does: the process ends with the script, 0 where it returned and
 * 1 where it threw. The exception's message, Glue's {@code ErrorMessage}, goes into the file that
 * the system property {@code spanglue.error.file} names.
 */
public final class JobMain {
  /** System property: where a failed job's message goes. */
  public static final String ERROR_FILE = "spanglue.error.file";

  private JobMain() {}

  /**
   * Runs the script and ends the process.
   *
   * @param args the script's class, then its arguments
   */
  public static void main(String[] args) {
    ParentWatch.start();
    System.exit(run(args));
  }

  private static int run(String[] args) {
    try {
      ServerMain.run(args);
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
