package spanglue.cli.child;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Ends this process when its standard input ends: whoever started it is gone, even if killed. */
final class ParentWatch {
  private ParentWatch() {}

  /** Begins to watch; gets the lines of standard input as they come. */
  static BlockingQueue<String> lines() {
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    var parent = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    Thread watch = new Thread(() -> haltAtEnd(parent, lines), "parent-watch");
    watch.setDaemon(true);
    watch.start();
    return lines;
  }

  private static void haltAtEnd(BufferedReader parent, BlockingQueue<String> lines) {
    try {
      for (String line = parent.readLine(); line != null; line = parent.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      System.err.println("standard input cannot be read (" + e + "): this process ends");
    }
    Runtime.getRuntime().halt(1);
  }
}
