package spanglue.spark.outside;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/** Runs another main class, and ends with whoever started it: its standard input closes then. */
final class Watched {
  private Watched() {}

  public static void main(String[] arguments) throws ReflectiveOperationException {
    InputStream parent = System.in;
    Thread watch = new Thread(() -> haltAtEnd(parent), "parent-watch");
    watch.setDaemon(true);
    watch.start();
    String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
    Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object) rest);
  }

  private static void haltAtEnd(InputStream parent) {
    try {
      parent.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      System.err.println("standard input cannot be read (" + e + "): this process ends");
    }
    Runtime.getRuntime().halt(1);
  }
}
