package spanglue.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlarmsTest {
  private static final Synthesized STACK = Synthesized.defaults();

  /** Glue's own elapsed time is a difference to its last report, some 30 s whatever a run takes. */
  @Test
  void aJobsDurationIsWhatTheProductMeasuredOfAWholeRun() {
    List<JsonNode> durations =
        STACK.all("AWS::CloudWatch::Alarm").stream()
            .filter(
                alarm -> alarm.path("AlarmDescription").asText().contains("longer than it usually"))
            .map(alarm -> alarm.get("Metrics").findValue("MetricStat"))
            .toList();

    assertThat(durations)
        .hasSize(2)
        .allMatch(stat -> stat.get("Stat").asText().equals("Maximum"))
        .allMatch(stat -> stat.at("/Metric/Namespace").asText().equals("Spanglue"))
        .allMatch(stat -> stat.at("/Metric/MetricName").asText().equals("job_duration"));
    assertThat(durations.stream().map(stat -> stat.at("/Metric/Dimensions").toString()))
        .containsExactlyInAnyOrder(
            "[{\"Name\":\"job_name\",\"Value\":\"spanglue-cleaning\"}]",
            "[{\"Name\":\"job_name\",\"Value\":\"spanglue-processing\"}]");
    assertThat(STACK.one("AWS::CloudWatch::Dashboard").toString())
        .contains("job_duration")
        .doesNotContain("glue.driver");
  }

  /** By what ECS reports of every service, for nothing, and to nobody's log group. */
  @Test
  void collectorsThatReportNothingAreDead() {
    List<JsonNode> alarms =
        STACK.all("AWS::CloudWatch::Alarm").stream()
            .filter(alarm -> alarm.path("AlarmDescription").asText().startsWith("No collector"))
            .toList();

    assertThat(alarms).hasSize(1);
    JsonNode alarm = alarms.get(0);
    JsonNode stat = alarm.at("/Metrics/0/MetricStat");
    assertThat(stat.at("/Metric/Namespace").asText()).isEqualTo("AWS/ECS");
    assertThat(stat.at("/Metric/MetricName").asText()).isEqualTo("CPUUtilization");
    assertThat(stat.get("Stat").asText()).isEqualTo("SampleCount");
    assertThat(stat.at("/Metric/Dimensions").findValuesAsText("Name"))
        .containsExactlyInAnyOrder("ClusterName", "ServiceName");
    assertThat(alarm.get("TreatMissingData").asText()).isEqualTo("breaching");
    assertThat(alarm.get("ComparisonOperator").asText()).isEqualTo("LessThanThreshold");
    assertThat(alarm.get("AlarmDescription").asText()).contains("once on the first deployment");
  }
}
