package spanglue.spark.internal.ledger;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.spark.scheduler.JobFailed;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.StageInfo;
import org.jspecify.annotations.Nullable;

/** What Spark says of jobs. */
public final class JobEvents {
  private JobEvents() {}

  public static void started(RunLedger ledger, SparkListenerJobStart event) {
    List<StageInfo> stages = ScalaValues.<StageInfo>list(event.stageInfos());
    Set<String> tags =
        JobTags.ours(Arrays.asList(property(event, "spark.job.tags", "").split(",")));
    String execution = property(event, "spark.sql.execution.id", "");
    // As Spark's own pages do: the job's call site is that of its last stage.
    String name =
        stages.stream()
            .max(Comparator.comparingInt(StageInfo::stageId))
            .map(StageInfo::name)
            .orElse("");
    ledger.jobStarted(
        event.jobId(),
        execution.isEmpty() ? null : Long.valueOf(execution),
        stages.stream().mapToInt(StageInfo::stageId).toArray(),
        ActionNames.of(tags, property(event, "spark.job.description", name)),
        tags,
        event.time());
  }

  public static void ended(RunLedger ledger, SparkListenerJobEnd event) {
    Ending ending =
        event.jobResult() instanceof JobFailed failed
            ? Ending.thrown(failed.exception())
            : Ending.SUCCEEDED;
    ledger.jobEnded(event.jobId(), event.time(), ending);
  }

  private static String property(SparkListenerJobStart event, String key, String absent) {
    @Nullable Properties properties = event.properties();
    return properties == null ? absent : properties.getProperty(key, absent);
  }
}
