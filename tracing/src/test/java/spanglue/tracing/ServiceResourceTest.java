package spanglue.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What X-Ray is told of the process: the name of its segment, its account, its logs. */
class ServiceResourceTest {
  private static final String EXECUTION =
      "arn:aws:states:eu-west-1:111122223333:execution:spanglue:run-1";

  @Test
  void anArnTellsAccountAndRegion() {
    assertThat(cloud(Map.of(), EXECUTION))
        .isEqualTo(Map.of("cloud.account.id", "111122223333", "cloud.region", "eu-west-1"));
    assertThat(cloud(Map.of(), null)).isEmpty();
    assertThat(cloud(Map.of(), "local")).isEmpty();
    assertThat(cloud(Map.of(), "arn:aws:s3:::bucket")).isEmpty();
  }

  @Test
  void theEnvironmentTellsTheRegionFirst() {
    assertThat(cloud(Map.of("AWS_REGION", "us-east-1"), EXECUTION))
        .containsEntry("cloud.region", "us-east-1");
    assertThat(cloud(Map.of("AWS_REGION", " ", "AWS_DEFAULT_REGION", "us-east-2"), null))
        .containsOnly(Map.entry("cloud.region", "us-east-2"));
  }

  /** What is known of account and region. */
  private static Map<String, Object> cloud(Map<String, String> environment, @Nullable String arn) {
    Map<String, Object> known = attributes(new ServiceResource("a").cloud(null, environment, arn));
    known.keySet().retainAll(Set.of("cloud.account.id", "cloud.region"));
    return known;
  }

  private static Map<String, Object> attributes(ServiceResource resource) {
    return resource.build(List.of()).getAttributes().asMap().entrySet().stream()
        .collect(Collectors.toMap(entry -> entry.getKey().getKey(), Map.Entry::getValue));
  }

  @Test
  void aJobsResourceNamesItsAccountAndItsLogs() {
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      JobTracing.start(
              JobTracingConfig.builder("job(a)", "jr_1")
                  .executionId(EXECUTION)
                  .environment(Map.of("AWS_REGION", "us-east-1"))
                  .resource("cloud.region", "given")
                  .logGroup("/aws-glue/jobs/error")
                  .logGroup(" ")
                  .logGroup("/aws-glue/jobs/output")
                  .otlpEndpoint(receiver.url())
                  .build())
          .close();

      assertThat(receiver.resource())
          .containsEntry("service.name", "joba")
          .containsEntry("service.instance.id", "jr_1")
          .containsEntry("cloud.provider", "aws")
          .containsEntry("cloud.account.id", "111122223333")
          .containsEntry("cloud.region", "given")
          .containsEntry(
              "aws.log.group.names", List.of("/aws-glue/jobs/error", "/aws-glue/jobs/output"))
          .containsEntry("telemetry.sdk.language", "java");
    }
  }

  @Test
  void withoutLogGroupsNoneAreNamed() {
    assertThat(attributes(new ServiceResource("a")))
        .containsKey("service.name")
        .doesNotContainKey("aws.log.group.names");
  }
}
