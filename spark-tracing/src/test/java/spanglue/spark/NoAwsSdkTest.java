package spanglue.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import spanglue.tracing.AwsServer;
import spanglue.tracing.JobTracing;
import spanglue.tracing.JobTracingConfig;
import spanglue.tracing.LoggedLines;
import spanglue.tracing.TraceRoute;

/** A job that signs for itself in a Spark without the AWS SDK, as this module's class path is. */
class NoAwsSdkTest {
  private final JobTracingConfig.Builder config =
      JobTracingConfig.builder("orders", "jr_1").route(TraceRoute.DIRECT).region(AwsServer.REGION);

  @Test
  void theSdkIsNotThere() {
    assertThatThrownBy(
            () -> Class.forName("software.amazon.awssdk.auth.credentials.AwsCredentials"))
        .isInstanceOf(ClassNotFoundException.class);
  }

  @Test
  void theVariablesAreEnough() {
    try (AwsServer aws = new AwsServer()) {
      JobTracing.start(
              config
                  .environment(AwsServer.CREDENTIALS)
                  .xrayEndpoint(aws.url())
                  .monitoringEndpoint(aws.url())
                  .build())
          .close();

      assertThat(aws.refusals()).isEmpty();
      assertThat(aws.requests(AwsServer.SEGMENTS)).hasSize(1);
      assertThat(aws.requests(AwsServer.METRICS)).hasSize(1);
    }
  }

  @Test
  void withoutThemTheLogSaysOnceWhatIsMissing() {
    AtomicReference<JobTracing> job = new AtomicReference<>();
    List<String> lines =
        LoggedLines.of(
            "spanglue",
            () -> {
              job.set(JobTracing.start(config.environment(Map.of()).build()));
              job.get().close();
            });

    assertThat(lines)
        .filteredOn(line -> line.contains("(software.amazon.awssdk:auth) is not on the class path"))
        .hasSize(1);
    assertThat(job.get().counts().dropped()).containsOnly(Map.entry("no_credentials", 1L));
  }
}
