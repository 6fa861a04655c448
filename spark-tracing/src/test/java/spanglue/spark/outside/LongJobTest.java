package spanglue.spark.outside;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spanglue.spark.BackEndRules;
import spanglue.spark.jobs.LongJob;
import spanglue.spark.vocabulary.SparkAttribute;
import spanglue.tracing.JobTracing;
import spanglue.tracing.OtlpReceiver;

/** What a receiver that is not X-Ray knows of a job while it runs, and of one that is killed. */
class LongJobTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String OPEN_ROOT = "open: " + JobTracing.ROOT_NAME;

  @TempDir Path folder;
  private final OtlpReceiver receiver = new OtlpReceiver();
  private Gate gate;
  private TestProcess job;

  @BeforeEach
  void start() throws IOException {
    gate = new Gate();
    job =
        SparkHome.ofThisClassPath(folder)
            .start(LongJob.class.getName(), List.of(receiver.url(), String.valueOf(gate.port())));
    gate.await(1, LIMIT);
    while (named("count numbers").isEmpty() || named("open: wait").size() < 2) {
      receiver.awaitRequests(1);
    }
  }

  @AfterEach
  void stop() throws IOException {
    job.close();
    gate.close();
    receiver.close();
  }

  @Test
  void whatAKilledJobLeavesSaysWhereItStops() throws Exception {
    Instant killed = Instant.now();
    job.handle().destroyForcibly();
    assertThat(job.exitCode(LIMIT)).isEqualTo(128 + 9);

    BackEndRules.holdForEach(receiver.spans());
    String root = OtlpReceiver.parent(named(OPEN_ROOT).get(0));
    List<String> ids = receiver.spans().stream().map(OtlpReceiver::id).toList();
    assertThat(receiver.spans()).extracting(OtlpReceiver::parent).isSubsetOf(with(root, ids));
    assertThat(ids).as("its root never came").doesNotContain(root);
    assertThat(named("wait")).as("nothing says that it ended").isEmpty();
    Span last = last("open: wait");
    assertThat(OtlpReceiver.attributes(last))
        .containsEntry("spanglue.open", true)
        .containsEntry(SparkAttribute.STAGE_COUNT.key(), 1L);
    assertThat(Instant.ofEpochSecond(0, last.getEndTimeUnixNano()))
        .isBefore(killed.plus(LIMIT))
        .isAfter(Instant.ofEpochSecond(0, named("count numbers").get(0).getEndTimeUnixNano()));
    assertThat(last(OPEN_ROOT).getEndTimeUnixNano()).isEqualTo(last.getEndTimeUnixNano());
  }

  @Test
  void aJobThatEndsHasSentEachSpanOnceAndTheRestAtItsEnd() throws Exception {
    Span early = named("count numbers").get(0);
    gate.open();
    assertThat(job.exitCode(LIMIT)).as(job.output()).isZero();

    BackEndRules.holdForAll(receiver.spans());
    assertThat(named("wait")).hasSize(1);
    assertThat(OtlpReceiver.parent(named("read numbers").get(0))).isEqualTo(OtlpReceiver.id(early));
    Span root = named(JobTracing.ROOT_NAME).get(0);
    assertThat(OtlpReceiver.attributes(early))
        .containsKey(SparkAttribute.DPU_SECONDS.key())
        .doesNotContainKey(SparkAttribute.COST_USD.key());
    assertThat(OtlpReceiver.attributes(root))
        .containsKey(SparkAttribute.COST_USD.key())
        .containsEntry(SparkAttribute.ACTION_COUNT.key(), 2L)
        .doesNotContainKey("spanglue.folded.total");
    assertThat(last(OPEN_ROOT).getEndTimeUnixNano()).isLessThan(root.getEndTimeUnixNano());
  }

  private static List<String> with(String one, List<String> others) {
    return Stream.concat(Stream.of(one), others.stream()).toList();
  }

  private List<Span> named(String name) {
    return receiver.spans().stream().filter(span -> span.getName().equals(name)).toList();
  }

  private Span last(String name) {
    return named(name).stream().max(Comparator.comparing(Span::getEndTimeUnixNano)).orElseThrow();
  }
}
