package spanglue.glue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import spanglue.spark.SparkTracing;
import spanglue.tracing.JobTracing;
import spanglue.tracing.JobTracingConfig;
import spanglue.tracing.OtlpReceiver;

/** A run that does nothing twice is told to do nothing better, however few its records are. */
class HealthyRunTest {
  @TempDir Path bucket;

  @ParameterizedTest
  @CsvSource({"1, 0", "2, 1", "30, 0", "30, 4"})
  void hasNoFinding(int listings, int duplicates) throws Exception {
    SmallInput input = new SmallInput();
    for (int i = 0; i < listings; i++) {
      input.with();
    }
    for (int i = 0; i < duplicates; i++) {
      input.with("host_name", "host of all", "lat", "40.5", "long", "-73.9", "price", "$10");
    }
    String key = SmallInput.upload(bucket, "few.csv", input.csv());

    try (OtlpReceiver receiver = new OtlpReceiver()) {
      try (JobTracing tracing =
          JobTracing.start(
              JobTracingConfig.builder("test", "jr_1").otlpEndpoint(receiver.url()).build())) {
        SparkTracing.attach(TestSpark.session(), tracing);
        LocalJob.clean(bucket, key, tracing);
      }
      assertThat(
              OtlpReceiver.attributes(receiver.span("Glue Job Execution")).get("spanglue.findings"))
          .isEqualTo(List.of());
    }
  }
}
