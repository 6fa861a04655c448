package spanglue.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What X-Ray is told of the process: the name of its segment, its account, its logs. */
class ServiceResourceTest {
  private static final String EXECUTION =
      "arn:aws:states:eu-west-1:111122223333:execution:spanglue:run-1";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "spanglue-cleaning        | spanglue-cleaning",
        "job(a),[b]$c*            | jobabc",
        "Orders: daily/EU #1 + @x | Orders: daily/EU #1 + @x",
        "Prüfung_日本             | Prüfung_日本",
        "{}                       | unnamed"
      })
  void theServicesNameHoldsWhatXRayTakes(String given, String sent) {
    assertThat(ServiceResource.segmentName(given)).isEqualTo(sent);
  }

  @Test
  void theServicesNameIsCutToWhatXRayTakes() {
    assertThat(ServiceResource.segmentName("n".repeat(254))).hasSize(200);
    // Two units each, none of them cut in the middle.
    assertThat(ServiceResource.segmentName("\ud801\udc00".repeat(254)))
        .isEqualTo("\ud801\udc00".repeat(200));
  }

  @Test
  void anArnTellsAccountAndRegion() {
    assertThat(ServiceResource.cloud(Map.of(), EXECUTION))
        .isEqualTo(Map.of("cloud.account.id", "111122223333", "cloud.region", "eu-west-1"));
    assertThat(ServiceResource.cloud(Map.of(), null)).isEmpty();
    assertThat(ServiceResource.cloud(Map.of(), "local")).isEmpty();
    assertThat(ServiceResource.cloud(Map.of(), "arn:aws:s3:::bucket")).isEmpty();
  }

  @Test
  void theEnvironmentTellsTheRegionFirst() {
    assertThat(ServiceResource.cloud(Map.of("AWS_REGION", "us-east-1"), EXECUTION))
        .containsEntry("cloud.region", "us-east-1");
    assertThat(
            ServiceResource.cloud(
                Map.of("AWS_REGION", " ", "AWS_DEFAULT_REGION", "us-east-2"), null))
        .containsOnly(Map.entry("cloud.region", "us-east-2"));
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
    assertThat(
            ServiceResource.of("a", Map.of(), List.of()).getAttributes().asMap().keySet().stream()
                .map(key -> key.getKey()))
        .contains("service.name")
        .doesNotContain("aws.log.group.names", "cloud.region");
  }
}
