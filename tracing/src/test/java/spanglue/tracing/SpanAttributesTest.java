package spanglue.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static spanglue.tracing.OtlpReceiver.attributes;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import spanglue.tracing.spi.FinishedSpan;

/** Which attributes X-Ray indexes, and which would spoil a span's name. */
class SpanAttributesTest {
  private final OtlpReceiver receiver = new OtlpReceiver();

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Test
  void whatPeopleFilterByIsAnnotated() {
    JobTracing tracing = JobTracing.start(config().executionId("e").build());
    tracing.root().annotate("run_id", "r-1").annotate("run_id", "r-2").set("rows", 3);
    tracing.close();

    assertThat(annotations())
        .isEqualTo(List.of("execution_id", "job_name", "job_run_id", "run_id"));
    assertThat(attributes(receiver.span("Glue Job Execution"))).containsEntry("run_id", "r-2");
  }

  @Test
  void aSpanOfTheJobCanBeAnnotatedToo() {
    JobTracing tracing = JobTracing.start(config().build());
    tracing.spans().run("load", span -> span.annotate("table", "orders"));
    tracing.close();

    assertThat(attributes(receiver.span("load")))
        .containsOnly(entry("table", "orders"), entry("aws.xray.annotations", List.of("table")));
  }

  @Test
  void noAttributeRenamesASpanInXRay() {
    JobTracing tracing = JobTracing.start(config().build());
    tracing.root().set("peer.service", "s3");
    tracing.spans().run("load", span -> span.set("db.name", "orders").set("rpc.service", "S3"));
    Instant now = Instant.now();
    tracing
        .extension()
        .spans()
        .add(new FinishedSpan("save", now, now, Map.of("db.name", "orders")));
    tracing.close();

    assertThat(attributes(receiver.span("Glue Job Execution")))
        .containsEntry("spanglue.peer.service", "s3")
        .doesNotContainKey("peer.service");
    assertThat(attributes(receiver.span("load")))
        .containsOnly(entry("spanglue.db.name", "orders"), entry("spanglue.rpc.service", "S3"));
    assertThat(attributes(receiver.span("save"))).containsOnly(entry("spanglue.db.name", "orders"));
  }

  private Object annotations() {
    return attributes(receiver.span("Glue Job Execution")).get("aws.xray.annotations");
  }

  private JobTracingConfig.Builder config() {
    return JobTracingConfig.builder("job", "jr_1").otlpEndpoint(receiver.url());
  }
}
