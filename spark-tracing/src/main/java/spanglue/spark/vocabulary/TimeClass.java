package spanglue.spark.vocabulary;

import java.util.Locale;
import spanglue.tracing.vocabulary.Term;

/**
 * Where wall time went: each part of each instant is in exactly one class, so that a run's classes
 * sum to its wall time. While tasks run, an instant is divided by slots: what busy slots have of it
 * is in the classes of their tasks, what idle ones have is scheduling or tail.
 */
public enum TimeClass implements Term {
  JVM_START("The JVM was there, and Spark's context was not begun."),
  SPARK_START("From the context's begin to where the driver and its first executor were there."),
  DRIVER("No action ran: the program's own code on the driver."),
  PLANNING("An action ran and no job of it: Spark planned, listed files, planned again."),
  EXECUTOR_WAIT("Tasks waited, and there was no executor."),
  SCHEDULING(
      "Tasks were waiting for a slot, on their way to one, or their results on the way back."),
  CPU("Tasks computed in the JVM."),
  GC("Garbage was collected while tasks ran."),
  DESERIALIZATION("Tasks were read from what was sent, or their results written to be sent."),
  SHUFFLE_WAIT("Tasks waited for shuffled data from other executors."),
  SHUFFLE_WRITE("Tasks wrote shuffled data."),
  OUTPUT_WRITE("Tasks committed their output."),
  PYTHON("Tasks waited for Python workers, where Spark reports their time."),
  UNMEASURED(
      "Tasks ran, and Spark has no figure that tells computing from waiting: Python workers before"
          + " Spark 4.1, native engines, tasks without metrics."),
  OTHER_WAIT("Tasks neither computed nor did any of the above: mostly reading and writing files."),
  TAIL("Fewer tasks ran than there were slots, and none waited."),
  COMMIT("After an action's last job: its results were committed, or handed to the program."),
  END("After the last action, until the application ended.");

  private final Definition definition;

  TimeClass(String meaning) {
    this.definition =
        new Definition(
            "spanglue.time." + name().toLowerCase(Locale.ROOT), Type.NUMBER, "s", meaning);
  }

  /** Its name in a run document: {@code shuffle_wait}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What a span of such a stretch is called: {@code spark start}. */
  public String spanName() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  @Override
  public Definition definition() {
    return definition;
  }
}
