package spanglue.stack.monitoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmBase;
import software.amazon.awscdk.services.cloudwatch.AnomalyDetectionAlarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;
import spanglue.stack.shared.DataKey;

/** What somebody should be told of, and the topic that tells it. */
public final class Alarms extends Construct {
  private static final int USUAL_STANDARD_DEVIATIONS = 4;

  private final List<IAlarm> all = new ArrayList<>();
  private final Topic topic;

  /**
   * What is watched, and who is told.
   *
   * @param email whose it is to know; empty for nobody
   */
  public record Props(DataKey key, PipelineMetrics metrics, Optional<String> email) {}

  public Alarms(Construct scope, Props props) {
    super(scope, "Alarms");
    topic = topic(props);
    var metrics = props.metrics();
    any("ExecutionsFailed", metrics.executionsFailed(), "A run failed; its execution says why");
    any("ExecutionsTimedOut", metrics.executionsTimedOut(), "A run took too long and was stopped");
    any("DeadLetters", metrics.deadLetters(), "Uploads that started no run are in the queue");
    any("SpansDropped", metrics.spansDropped(), "Jobs could not deliver parts of their traces");
    metrics.collectorReports().ifPresent(this::missing);
    unusual("CleaningDuration", metrics, metrics.names().cleaningJob());
    unusual("ProcessingDuration", metrics, metrics.names().processingJob());
  }

  List<IAlarm> all() {
    return List.copyOf(all);
  }

  /** Alarms where there was at least one. */
  private void any(String id, IMetric metric, String description) {
    add(
        Alarm.Builder.create(this, id)
            .metric(metric)
            .threshold(1)
            .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
            .evaluationPeriods(1)
            .treatMissingData(TreatMissingData.NOT_BREACHING)
            .alarmDescription(description)
            .build());
  }

  private void missing(IMetric collectorReports) {
    add(
        Alarm.Builder.create(this, "CollectorsUnhealthy")
            .metric(collectorReports)
            .threshold(1)
            .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
            .evaluationPeriods(3)
            .treatMissingData(TreatMissingData.BREACHING)
            .alarmDescription(
                "No collector has run for 15 minutes: traces are lost. May fire once on the first"
                    + " deployment, which has no data of the minutes before it")
            .build());
  }

  private void unusual(String id, PipelineMetrics metrics, String job) {
    add(
        AnomalyDetectionAlarm.Builder.create(this, id)
            .metric(metrics.duration(job))
            .stdDevs(USUAL_STANDARD_DEVIATIONS)
            .comparisonOperator(ComparisonOperator.GREATER_THAN_UPPER_THRESHOLD)
            .evaluationPeriods(1)
            .treatMissingData(TreatMissingData.NOT_BREACHING)
            .alarmDescription(job + " runs longer than it usually does")
            .build());
  }

  private void add(AlarmBase alarm) {
    alarm.addAlarmAction(new SnsAction(topic));
    all.add(alarm);
  }

  /** With the stack's own key: alarms cannot publish to a topic under the service's. */
  private Topic topic(Props props) {
    var topic =
        Topic.Builder.create(this, "Topic")
            .displayName(props.metrics().names().stack())
            .masterKey(props.key().key())
            .enforceSsl(true)
            .build();
    topic.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
            .actions(List.of("sns:Publish"))
            .resources(List.of(topic.getTopicArn()))
            .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID)))
            .build());
    props.email().ifPresent(email -> topic.addSubscription(new EmailSubscription(email)));
    return topic;
  }
}
