package spanglue.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import spanglue.tracing.JobTracing;
import spanglue.tracing.JobTracingConfig;

class StepsTest {
  private SpanReceiver receiver;
  private JobTracing tracing;
  private Steps steps;

  @BeforeEach
  void start() throws Exception {
    receiver = new SpanReceiver();
    tracing =
        JobTracing.start(
            JobTracingConfig.builder("test", "jr_1").otlpEndpoint(receiver.url()).build());
    steps = new Steps(tracing.spans());
  }

  @AfterEach
  void stop() {
    tracing.close();
    receiver.close();
  }

  @Test
  void aStepThatNothingMaterializesHasNoSpan() {
    steps.apply("keep", numbers(), frame -> frame.where("id > 1"));

    assertThat(spansAtTheEnd()).containsExactly("Glue Job Execution");
  }

  @Test
  void theFirstActionReportsTheStepsOfItsFrame() {
    Dataset<Row> kept = steps.apply("keep", numbers(), frame -> frame.where("id > 1"));

    long count = steps.action("count", kept, Dataset::count);

    assertThat(count).isEqualTo(2);

    assertThat(spansAtTheEnd())
        .containsExactlyInAnyOrder("Glue Job Execution", "count", "read", "keep");
    SpanReceiver.Received action = receiver.span("count");
    assertThat(action.parent()).isEqualTo(receiver.span("Glue Job Execution").id());
    for (String step : new String[] {"read", "keep"}) {
      assertThat(receiver.span(step).parent()).isEqualTo(action.id());
      assertThat(receiver.span(step).attributes())
          .containsEntry("spanglue.step", "fused")
          .containsEntry("spanglue.step.shared", true);
    }
  }

  @Test
  void aLaterActionReportsOnlyTheStepsThatAreNew() {
    Dataset<Row> read = numbers();
    steps.action("first", read, Dataset::count);
    Dataset<Row> kept = steps.apply("keep", read, frame -> frame.where("id > 1"));
    steps.action("second", kept, Dataset::count);
    steps.action("third", kept, Dataset::count);

    assertThat(spansAtTheEnd())
        .containsExactlyInAnyOrder(
            "Glue Job Execution", "first", "read", "second", "keep", "third");
    assertThat(receiver.span("read").parent()).isEqualTo(receiver.span("first").id());
    assertThat(receiver.span("keep").parent()).isEqualTo(receiver.span("second").id());
    assertThat(receiver.span("keep").attributes()).containsEntry("spanglue.step.shared", false);
  }

  @Test
  void aFailingActionCarriesItsExceptionAndReportsItsSteps() {
    Dataset<Row> broken =
        steps.apply("divide", numbers(), frame -> frame.selectExpr("1 / (id - 1) AS quotient"));

    assertThatThrownBy(() -> steps.action("collect", broken, Dataset::collectAsList))
        .hasStackTraceContaining("DIVIDE_BY_ZERO");

    assertThat(spansAtTheEnd()).contains("divide");
    assertThat(receiver.span("collect").failed()).isTrue();
    assertThat(receiver.span("collect").events().get(0).get("exception.stacktrace").toString())
        .contains("DIVIDE_BY_ZERO");
  }

  @Test
  void anActionWithoutAFrameIsASpan() throws Exception {
    steps.action("publish", span -> true);

    assertThat(spansAtTheEnd()).containsExactlyInAnyOrder("Glue Job Execution", "publish");
  }

  private Dataset<Row> numbers() {
    return steps.read(
        "read", () -> Frames.of("id int", Frames.row(1), Frames.row(2), Frames.row(3)));
  }

  private Iterable<String> spansAtTheEnd() {
    tracing.close();
    return receiver.spans().stream().map(SpanReceiver.Received::name).toList();
  }
}
