package spanglue.stack.monitoring;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.constructs.Construct;
import spanglue.stack.shared.Names;

/** One page that says how the pipeline is. */
public final class PipelineDashboard extends Construct {
  private static final int WIDTH = 24;

  public PipelineDashboard(Construct scope, PipelineMetrics metrics, Alarms alarms) {
    super(scope, "Dashboard");
    Dashboard.Builder.create(this, "Dashboard")
        .dashboardName(metrics.names().dashboard())
        .widgets(
            List.of(
                List.<IWidget>of(
                    AlarmStatusWidget.Builder.create()
                        .title("Alarms")
                        .alarms(alarms.all())
                        .width(WIDTH)
                        .build()),
                List.of(
                    graph(
                        "Runs",
                        List.of(
                            metrics.executionsStarted(),
                            metrics.executionsSucceeded(),
                            metrics.executionsFailed(),
                            metrics.executionsTimedOut())),
                    graph(
                        "Longest run of a job, seconds",
                        List.of(
                            metrics.duration(metrics.names().cleaningJob()),
                            metrics.duration(metrics.names().processingJob())))),
                List.of(
                    graph("Records of the cleaning job", metrics.records()),
                    graph("Estimated cost, US$", metrics.cost())),
                List.of(
                    graph(
                        "Uploads not started",
                        List.of(
                            metrics.uploadsRefused(),
                            metrics.functionErrors(),
                            metrics.deadLetters())),
                    graph("Tracing", tracing(metrics)))))
        .build();
  }

  /** Its page of the console. */
  public static String page(Names names) {
    return "dashboards/dashboard/" + names.dashboard();
  }

  private static List<IMetric> tracing(PipelineMetrics metrics) {
    return Stream.concat(Stream.of(metrics.spansDropped()), metrics.collectorReports().stream())
        .toList();
  }

  private static IWidget graph(String title, List<IMetric> metrics) {
    return GraphWidget.Builder.create().title(title).left(metrics).width(WIDTH / 2).build();
  }
}
