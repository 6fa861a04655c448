package spanglue.cli.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import spanglue.cli.aws.PutMetricDataEndpoint.Datum;
import spanglue.cli.aws.PutMetricDataEndpoint.Statistics;
import spanglue.cli.process.LoopbackServer.Response;

class PutMetricDataEndpointTest {
  private static final String HEAD = "Action=PutMetricData&Version=2010-08-01&Namespace=Spanglue";
  private static final String FIRST = "&MetricData.member.1.";
  private static final String SECOND = "&MetricData.member.2.";

  private final List<Datum> taken = new ArrayList<>();
  private final PutMetricDataEndpoint endpoint = new PutMetricDataEndpoint(taken::addAll);

  @Test
  void valuesAndStatisticsAreTakenWithTheirDimensions() {
    Response answer =
        put(
            HEAD
                + (FIRST + "MetricName=records")
                + (FIRST + "Dimensions.member.1.Name=job_name")
                + (FIRST + "Dimensions.member.1.Value=clean+%26+more")
                + (FIRST + "Dimensions.member.2.Name=outcome")
                + (FIRST + "Dimensions.member.2.Value=cleaned")
                + (FIRST + "Timestamp=2026-11-23T10%3A11%3A12.345Z")
                + (FIRST + "Value=4680")
                + (SECOND + "MetricName=action_duration")
                + (SECOND + "Unit=Seconds")
                + (SECOND + "StatisticValues.SampleCount=3")
                + (SECOND + "StatisticValues.Sum=6.5")
                + (SECOND + "StatisticValues.Minimum=1")
                + (SECOND + "StatisticValues.Maximum=4"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(taken).hasSize(2);
    assertThat(taken.get(0))
        .isEqualTo(
            new Datum(
                "records",
                Map.of("job_name", "clean & more", "outcome", "cleaned"),
                Instant.parse("2026-11-23T10:11:12.345Z"),
                "",
                4680.0,
                null));
    assertThat(taken.get(1).unit()).isEqualTo("Seconds");
    assertThat(taken.get(1).statistics()).isEqualTo(new Statistics(3, 6.5, 1, 4));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Action=GetMetricData",
        "Action=PutMetricData",
        HEAD + FIRST + "MetricName=a&MetricData.member.1.Value=many",
        HEAD + FIRST + "MetricName=a",
        HEAD + FIRST + "MetricName=a" + FIRST + "Value=1" + FIRST + "Timestamp=today",
      })
  void whatCloudWatchWouldNotTakeIsRefusedAsAWhole(String form) {
    Response answer = put(form);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().toStringUtf8()).contains("<Code>", "<Message>");
    assertThat(taken).isEmpty();
  }

  private Response put(String form) {
    return endpoint.putMetricData(Requests.post("/", form));
  }
}
