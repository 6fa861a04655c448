package spanglue.cli.child;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Ends this process when its standard input ends: whoever started it is gone, even if killed. */
final class ParentWatch {
  private ParentWatch() {}

  static void start() {
    InputStream parent = System.in;
    Thread watch = new Thread(() -> haltAtEnd(parent), "parent-watch");
    watch.setDaemon(true);
    watch.start();
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
