package spanglue.cli.child;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/** Runs a server's main class; the process ends when its standard input does. */
public final class ServerMain {
  private ServerMain() {}

  /**
   * Runs the main class that is named first.
   *
   * @param args the main class, then its arguments
   * @throws ReflectiveOperationException where there is no such main class, or it failed
   */
  public static void main(String[] args) throws ReflectiveOperationException {
    ParentWatch.start();
    run(args);
  }

  /** Calls the main method of the class that is the first argument, with the others. */
  static void run(String[] args) throws ReflectiveOperationException, InvocationTargetException {
    Class.forName(args[0])
        .getMethod("main", String[].class)
        .invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
  }
}
