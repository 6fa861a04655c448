package spanglue.spark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.jspecify.annotations.Nullable;
import spanglue.report.RunDocument;
import spanglue.report.SummaryText;
import spanglue.report.page.ReportPage;
import spanglue.report.page.RunPage;
import spanglue.spark.ExplainOptions.UsageException;
import spanglue.spark.internal.eventlog.EventLog;
import spanglue.spark.internal.eventlog.NoEventLogException;
import spanglue.tracing.JobTracingConfig;
import spanglue.tracing.SafeOutput;
import spanglue.tracing.TelemetryCounts;

/**
 * Says where the time of a Spark run went, by its event log. Needs Spark's class path and nothing
 * else: no context is started, and nothing but the log is opened.
 *
 * <pre>spark-submit --class spanglue.spark.Explain spanglue-spark_2.13.jar LOG</pre>
 */
public final class Explain {
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

  private final PrintStream out;
  private final PrintStream err;
  private final boolean isTerminal;
  private final Map<String, String> variables;

  /**
   * @param variables of the environment
   */
  Explain(PrintStream out, PrintStream err, boolean isTerminal, Map<String, String> variables) {
    this.out = out;
    this.err = err;
    this.isTerminal = isTerminal;
    this.variables = variables;
  }

  /** Explains the logs that the arguments name, and exits with 0, 1 or 2 as the usage says. */
  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    int code = new Explain(out, System.err, isTerminal(), System.getenv()).run(List.of(args));
    out.flush();
    System.exit(code);
  }

  private static void send(
      ReplayedApplication application, String where, Consumer<JobTracingConfig.Builder> to)
      throws IOException {
    TelemetryCounts counts = application.send(to);
    if (counts.droppedTotal() > 0) {
      throw new IOException(
          "%d of %d spans did not arrive at %s: %s"
              .formatted(counts.droppedTotal(), counts.recorded(), where, counts.dropped()));
    }
  }

  /** From Java 22 on there is a console where there is no terminal: then the launcher must say. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal() {
    return Boolean.getBoolean("spanglue.progress")
        || (Runtime.version().feature() < 22 && System.console() != null);
  }

  int run(List<String> arguments) {
    try {
      ExplainOptions options = ExplainOptions.of(arguments);
      if (options.help()) {
        out.print(ExplainOptions.USAGE);
      } else {
        explain(options);
      }
      return 0;
    } catch (UsageException e) {
      tell(e.getMessage());
      err.print(ExplainOptions.USAGE);
      return WRONG_USAGE;
    } catch (NoEventLogException e) {
      tell(e.getMessage());
      return WRONG_USAGE;
    } catch (IOException e) {
      tell(e.getMessage());
      return FAILED;
    } catch (RuntimeException e) {
      tell(e.toString());
      return FAILED;
    }
  }

  private void tell(@Nullable String message) {
    err.println("explain: " + SafeOutput.line(String.valueOf(message)));
  }

  private void explain(ExplainOptions options)
      throws IOException, NoEventLogException, UsageException {
    Configuration hadoop = SparkHadoopUtil.get().newConfiguration(new SparkConf());
    List<EventLog> logs = new ArrayList<>();
    for (String path : options.logs()) {
      logs.addAll(EventLog.find(path, hadoop));
    }
    if (options.html() != null && logs.size() > 1) {
      throw new UsageException("--html takes one log, and there are " + logs.size());
    }
    StringBuilder json = new StringBuilder();
    Path traceFile = options.trace() == null ? null : Path.of(options.trace());
    if (traceFile != null) {
      Files.write(traceFile, new byte[0]);
    }
    boolean isToOut = "-".equals(options.json());
    for (EventLog log : logs) {
      Progress progress = new Progress(err, isTerminal, log.name(), log.bytes());
      ReplayedApplication application = new ReplayedApplication(log, options.workers(), progress);
      progress.end();
      RunDocument run = application.document();
      json.append(logs.size() == 1 ? run.toIndentedJson() : run.toJson() + "\n");
      if (!isToOut) {
        out.print(logs.size() == 1 ? "" : log.name() + "\n");
        out.println(SummaryText.of(run));
      }
      if (options.html() != null) {
        ReportPage.write(Path.of(options.html()), RunPage.of(run));
      }
      if (options.otlp() != null) {
        send(
            application,
            options.otlp(),
            trace ->
                trace
                    .otlpEndpoint(options.otlp())
                    .environment(ReplayedApplication.ofReceivers(variables)));
      }
      if (traceFile != null) {
        send(application, traceFile.toString(), trace -> trace.traceFile(traceFile));
      }
    }
    if (isToOut) {
      out.print(json);
    } else if (options.json() != null) {
      Files.writeString(Path.of(options.json()), json);
    }
  }
}
