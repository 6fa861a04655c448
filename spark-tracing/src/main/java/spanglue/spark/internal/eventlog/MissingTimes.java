package spanglue.spark.internal.eventlog;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.apache.spark.scheduler.SparkListenerApplicationEnd;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import scala.Option;

/**
 * Gives the events of Spark before 1.3, which do not tell when a job began or ended nor when a
 * stage was submitted, the times of their neighbours: what begins, that of the next event that has
 * one, what ends, that of the one before. All other events go on as they are.
 */
final class MissingTimes {
  private final Consumer<SparkListenerEvent> next;
  private final List<LongFunction<SparkListenerEvent>> waiting = new ArrayList<>();
  private long latest;

  MissingTimes(Consumer<SparkListenerEvent> next) {
    this.next = next;
  }

  void add(SparkListenerEvent event) {
    if (event instanceof SparkListenerJobStart start && start.time() <= 0) {
      waiting.add(
          time ->
              new SparkListenerJobStart(
                  start.jobId(), time, start.stageInfos(), start.properties()));
    } else if (event instanceof SparkListenerStageSubmitted submitted
        && submitted.stageInfo().submissionTime().isEmpty()) {
      waiting.add(time -> submittedAt(submitted, time));
    } else if (event instanceof SparkListenerJobEnd end && end.time() <= 0) {
      release(latest);
      next.accept(new SparkListenerJobEnd(end.jobId(), latest, end.jobResult()));
    } else {
      long time = timeOf(event);
      if (time > 0) {
        release(time);
        latest = Math.max(latest, time);
      }
      next.accept(event);
    }
  }

  private void release(long time) {
    waiting.forEach(event -> next.accept(event.apply(time)));
    waiting.clear();
  }

  private static SparkListenerEvent submittedAt(SparkListenerStageSubmitted event, long time) {
    event.stageInfo().submissionTime_$eq(Option.apply((Object) time));
    return event;
  }

  private static long timeOf(SparkListenerEvent event) {
    if (event instanceof SparkListenerTaskStart start) {
      return start.taskInfo().launchTime();
    } else if (event instanceof SparkListenerTaskEnd end) {
      return end.taskInfo() == null ? 0 : end.taskInfo().finishTime();
    } else if (event instanceof SparkListenerStageSubmitted submitted) {
      return time(submitted.stageInfo().submissionTime());
    } else if (event instanceof SparkListenerStageCompleted completed) {
      return time(completed.stageInfo().completionTime());
    } else if (event instanceof SparkListenerJobStart start) {
      return start.time();
    } else if (event instanceof SparkListenerJobEnd end) {
      return end.time();
    }
    return event instanceof SparkListenerApplicationEnd end ? end.time() : 0;
  }

  private static long time(Option<Object> time) {
    return time.isDefined() ? (Long) time.get() : 0;
  }
}
