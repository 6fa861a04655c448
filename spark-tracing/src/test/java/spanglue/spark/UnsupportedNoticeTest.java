package spanglue.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static spanglue.spark.StepTrace.SPARK;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.sql.connect.ConnectEvent;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spanglue.tracing.LoggedLines;

/** What is not traced as what it is says so, once. */
class UnsupportedNoticeTest {

  @Test
  void aStreamSaysSoOnceAndEachOfItsMicroBatchesIsAnAction(@TempDir Path folder) {
    String files = folder.resolve("files").toString();
    for (int file = 0; file < 3; file++) {
      SPARK.range(0, 10, 1, 1).write().mode("append").parquet(files);
    }
    AtomicReference<StepTrace> traced = new AtomicReference<>();
    List<String> logged =
        LoggedLines.of(
            "spanglue.spark", () -> traced.set(StepTrace.of(steps -> stream(files, folder))));

    StepTrace trace = traced.get();
    assertThat(trace.failed(trace.root().getName())).isFalse();
    assertThat(trace.actions()).hasSize(3).allMatch(name -> name.contains("batch = "));
    assertThat(logged)
        .containsExactly(
            "Spanglue: structured streaming is not traced as such: each micro-batch counts as an action");
  }

  @Test
  void sparkConnectSaysSoOnce() {
    List<String> logged =
        LoggedLines.of(
            "spanglue.spark",
            () ->
                StepTrace.of(
                    steps -> {
                      SPARK.sparkContext().listenerBus().post(new ConnectEvent());
                      SPARK.sparkContext().listenerBus().post(new ConnectEvent());
                    }));

    assertThat(logged)
        .containsExactly(
            "Spanglue: Spark Connect is not supported: all its sessions share this one trace");
  }

  private static void stream(String files, Path folder) throws Exception {
    StreamingQuery query =
        SPARK
            .readStream()
            .schema("id long")
            .option("maxFilesPerTrigger", 1)
            .parquet(files)
            .writeStream()
            .format("noop")
            .option("checkpointLocation", folder.resolve("checkpoint").toString())
            .trigger(Trigger.AvailableNow())
            .start();
    query.awaitTermination();
  }
}
