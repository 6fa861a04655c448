package spanglue.spark;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.LiveListenerBus;
import scala.reflect.ClassTag$;

/** The queue, with a thread of its own, through which Spark tells tracing what it executes. */
public final class TracingQueue {
  private static final String THREAD = "spark-listener-group-" + TracedApplication.QUEUE;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final LiveListenerBus bus;
  private final RunListener listener;
  private long earlierThreadsNanos;

  private TracingQueue(LiveListenerBus bus, RunListener listener) {
    this.bus = bus;
    this.listener = listener;
  }

  /** The queue of the application's one traced job. */
  public static TracingQueue of(SparkContext context) {
    LiveListenerBus bus = context.listenerBus();
    RunListener listener =
        bus.findListenersByClass(ClassTag$.MODULE$.<RunListener>apply(RunListener.class)).head();
    return new TracingQueue(bus, listener);
  }

  /**
   * Takes tracing away for a while, once it has seen all that was executed so far.
   *
   * @throws TimeoutException if Spark's queues are not empty within 10 s
   */
  public void leave() throws TimeoutException {
    awaitEmpty();
    earlierThreadsNanos += threadNanos();
    bus.removeListener(listener);
  }

  /**
   * Waits until Spark's queues have worked off what was executed so far.
   *
   * @throws TimeoutException if they have not within 10 s
   */
  public void awaitEmpty() throws TimeoutException {
    bus.waitUntilEmpty();
  }

  /** Ends that. */
  public void enter() {
    bus.addToQueue(listener, TracedApplication.QUEUE);
  }

  /** What its thread has taken so far; the last events may be on their way. */
  public double cpuSeconds() {
    return (earlierThreadsNanos + threadNanos()) / 1e9;
  }

  private static long threadNanos() {
    return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
        .filter(Objects::nonNull)
        .filter(thread -> thread.getThreadName().equals(THREAD))
        .mapToLong(ThreadInfo::getThreadId)
        .map(THREADS::getThreadCpuTime)
        .sum();
  }
}
