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
    // A server is asked for nothing here.
    var unused = ParentWatch.lines();
    run(args[0], Arrays.copyOfRange(args, 1, args.length));
  }

  /** Calls the main method of a class. */
  static void run(String type, String[] arguments)
      throws ReflectiveOperationException, InvocationTargetException {
    Class.forName(type).getMethod("main", String[].class).invoke(null, (Object) arguments);
  }
}
