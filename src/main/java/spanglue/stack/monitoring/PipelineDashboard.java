package spanglue.stack.monitoring;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.TextWidget;
import software.amazon.awscdk.services.cloudwatch.YAxisProps;
import software.constructs.Construct;
import spanglue.stack.shared.Names;

/** One page that says how the pipeline is, and what to do where it is not well. */
public final class PipelineDashboard extends Construct {
  private static final int WIDTH = 24;

  public PipelineDashboard(Construct scope, PipelineMetrics metrics, Alarms alarms) {
    super(scope, "Dashboard");
    Names names = metrics.names();
    Dashboard.Builder.create(this, "Dashboard")
        .dashboardName(names.dashboard())
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
                    graph("Records of the cleaning job", metrics.records()),
                    graph(
                        "Longest run of a job, seconds",
                        List.of(
                            metrics.duration(names.cleaningJob()),
                            metrics.duration(names.processingJob())))),
                List.of(
                    graph("Estimated cost, US$", metrics.cost()),
                    graph("Findings", metrics.findings()),
                    graph(
                        "Uploads that started no run",
                        List.of(
                            metrics.uploadsRefused(),
                            metrics.functionErrors(),
                            metrics.deadLetters()))),
                List.of(
                    graph("Tracing", tracing(metrics)),
                    TextWidget.Builder.create()
                        .markdown(whatToDo(names, metrics.collectors().isPresent()))
                        .width(WIDTH * 2 / 3)
                        .height(6)
                        .build())))
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

  private static String whatToDo(Names names, boolean hasCollectors) {
    return """
        ### What to do
        | where you see | look at |
        |---|---|
        | a run that failed | X-Ray's group `%s`; *runs that failed*, *errors of the jobs* |
        | rejected records | Athena, database `%s`, query *rejected by reason* |
        | findings | the trace's job span, `spanglue.findings`: each says where and why |
        | an upload that started no run | *uploads that started no run*; redrive the queue of dead letters |
        | dropped spans | *what tracing says*%s |

        *In italics*: saved queries, of Logs Insights in the folder `%s`, and of Athena.
        """
        .formatted(
            names.failedRuns(),
            names.database(),
            hasCollectors ? "; no reports of collectors: the service's events in ECS" : "",
            names.stack());
  }

  private static IWidget graph(String title, List<IMetric> metrics) {
    return GraphWidget.Builder.create()
        .title(title)
        .left(metrics)
        .leftYAxis(YAxisProps.builder().min(0).showUnits(false).build())
        .width(WIDTH / 3)
        .build();
  }
}
