package spanglue.spark.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spanglue.spark.HangingReceiverJob;
import spanglue.tracing.OtlpReceiver;

/** Who takes the spans and never answers does not keep Spark from stopping. */
class HangingReceiverTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** For a stop of which the sending may take 1 s; a receiver that is waited for takes forever. */
  private static final Duration STOP = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void sparkStopsAndWhatWasNotTakenIsCounted() throws Exception {
    try (OtlpReceiver receiver =
            new OtlpReceiver().answering(0, 0, 0, 0).answeringMetrics(0, 0, 0, 0);
        TestProcess job =
            SparkHome.ofThisClassPath(folder)
                .start(HangingReceiverJob.class.getName(), List.of(receiver.url()))) {
      job.await(Pattern.compile("(stopping)"), LIMIT);
      String counts = job.await(Pattern.compile("stopped, (.*)"), STOP);

      assertThat(job.exitCode(LIMIT)).as(job.output()).isZero();
      assertThat(receiver.requests()).isNotEmpty();
      assertThat(counts).matches("sent 0, dropped \\{timeout=[1-9]\\d*}");
    }
  }
}
