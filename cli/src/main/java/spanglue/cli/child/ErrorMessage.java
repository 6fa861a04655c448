package spanglue.cli.child;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** A failure in one line: what was being done, and what at the bottom went wrong. */
final class ErrorMessage {
  private static final int MAX_LENGTH = 1000;

  private ErrorMessage() {}

  /**
   * The first line of the outermost message and, where it says more, of the innermost. An exception
   * of this project's own says all there is to say.
   */
  static String of(Throwable failure) {
    String outer = firstLine(failure);
    String inner = firstLine(root(failure));
    String type = failure.getClass().getName();
    // Spark wraps a task's exception in the report of the whole failed stage.
    boolean wrapper = type.startsWith("org.apache.spark.");
    boolean complete = type.startsWith("spanglue.") || outer.contains(inner);
    String message = complete ? outer : wrapper ? inner : outer + "; caused by: " + inner;
    return message.length() <= MAX_LENGTH ? message : message.substring(0, MAX_LENGTH) + "...";
  }

  private static String firstLine(Throwable failure) {
    String message = failure.getMessage();
    if (message == null || message.isBlank()) {
      return failure.getClass().getName();
    }
    String line = message.strip().lines().findFirst().orElse("");
    // One word, such as a class or a file, says what and not why: the exception's name does.
    return line.contains(" ") ? line : failure.getClass().getSimpleName() + ": " + line;
  }

  private static Throwable root(Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Throwable root = failure;
    while (root.getCause() != null && seen.add(root)) {
      root = root.getCause();
    }
    return root;
  }
}
