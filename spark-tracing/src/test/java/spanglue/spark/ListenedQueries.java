package spanglue.spark;

import static spanglue.spark.StepTrace.SPARK;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkFirehoseListener;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.apache.spark.util.JsonProtocol;
import org.jspecify.annotations.Nullable;
import spanglue.spark.internal.figures.PlanFigures;
import spanglue.spark.internal.ledger.ActionRecord;
import spanglue.spark.internal.ledger.KeptActions.Retention;
import spanglue.spark.internal.ledger.MostSpans;
import spanglue.spark.internal.ledger.RunLedger;
import spanglue.spark.internal.plan.PlanSteps;
import spanglue.spark.internal.time.TimeAccounting;

/** What is known of queries by their events: as they came, and as their event log has them. */
final class ListenedQueries implements ListenedRun {
  /** Some of Spark's work. */
  @FunctionalInterface
  interface Queries {
    void run() throws Exception;
  }

  private final PlanFigures figures = new PlanFigures();
  private final PlanSteps steps = PlanSteps.replayed();
  private final List<ActionRecord> actions = Collections.synchronizedList(new ArrayList<>());
  private final RunLedger ledger =
      new RunLedger(
          MostSpans.FEW,
          figures::ended,
          action -> {
            actions.add(action);
            return Retention.ORDINARY;
          });
  private final TimeAccounting time = new TimeAccounting(MostSpans.FEW);
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());

  private ListenedQueries() {}

  static ListenedQueries of(Queries queries) {
    ListenedQueries listened = new ListenedQueries();
    RunListener live = new RunListener(listened);
    SparkFirehoseListener logging =
        new SparkFirehoseListener() {
          @Override
          public void onEvent(SparkListenerEvent event) {
            if (event.getClass().getName().startsWith("org.apache.spark.")) {
              listened.log.add(JsonProtocol.sparkEventToJsonString(event));
            }
          }
        };
    settle();
    SPARK.sparkContext().addSparkListener(live);
    SPARK.sparkContext().addSparkListener(logging);
    try {
      queries.run();
    } catch (Exception e) {
      throw new AssertionError(e);
    } finally {
      settle();
      SPARK.sparkContext().removeSparkListener(live);
      SPARK.sparkContext().removeSparkListener(logging);
    }
    return listened;
  }

  /** Until every event has come through. */
  private static void settle() {
    try {
      SPARK.sparkContext().listenerBus().waitUntilEmpty();
    } catch (TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  /** In the order of their ends. */
  List<ActionRecord> actions() {
    return List.copyOf(actions);
  }

  /** The run document of the event log. */
  JsonNode replayed(Path folder) {
    try {
      Path file = Files.createTempFile(folder, "local-", "");
      Files.write(file, log);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
      int code =
          new Explain(print, print, false, Map.of()).run(List.of("--json", "-", file.toString()));
      if (code != 0) {
        throw new AssertionError(out.toString(StandardCharsets.UTF_8));
      }
      return new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public RunLedger ledger() {
    return ledger;
  }

  @Override
  public PlanFigures figures() {
    return figures;
  }

  @Override
  public TimeAccounting time() {
    return time;
  }

  @Override
  public PlanSteps steps() {
    return steps;
  }

  @Override
  public void whileOpen(Runnable work) {
    work.run();
  }

  @Override
  public void started(@Nullable String applicationId) {}

  @Override
  public void ended(long end, int exitCode) {}
}
