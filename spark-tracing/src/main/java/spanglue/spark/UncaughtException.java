package spanglue.spark;

import java.lang.Thread.UncaughtExceptionHandler;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What the program's main thread died of, by which the JVM ends with exit code 1. Who handled it
 * before handles it still.
 */
final class UncaughtException implements UncaughtExceptionHandler {
  private static final AtomicBoolean WATCHED = new AtomicBoolean();
  private static final AtomicReference<@Nullable Throwable> THROWN = new AtomicReference<>();
  private final UncaughtExceptionHandler before;

  private UncaughtException(UncaughtExceptionHandler before) {
    this.before = before;
  }

  /** Watches the main thread, where there is one: a program in Python has none that is its own. */
  static void watch() {
    if (WATCHED.compareAndSet(false, true)) {
      Thread.getAllStackTraces().keySet().stream()
          .filter(thread -> thread.getName().equals("main"))
          .forEach(
              main ->
                  main.setUncaughtExceptionHandler(
                      new UncaughtException(main.getUncaughtExceptionHandler())));
    }
  }

  /** Null where the main thread did not die of anything. */
  static @Nullable Throwable ofMain() {
    return THROWN.get();
  }

  @Override
  public void uncaughtException(Thread thread, Throwable thrown) {
    boolean byReflection = thrown instanceof InvocationTargetException && thrown.getCause() != null;
    THROWN.compareAndSet(null, byReflection ? thrown.getCause() : thrown);
    before.uncaughtException(thread, thrown);
  }
}
