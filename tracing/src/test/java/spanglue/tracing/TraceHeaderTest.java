package spanglue.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import spanglue.tracing.TraceHeader.Sampling;

class TraceHeaderTest {
  private static final String ROOT = "Root=1-5759e988-bd862e3fe1be46a994272793";
  private static final String TRACE_ID = "5759e988bd862e3fe1be46a994272793";
  private static final String PARENT_ID = "53995c3f42cd8ad8";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1",
        " Sampled=1 ; Parent=53995c3f42cd8ad8 ; Root=1-5759e988-bd862e3fe1be46a994272793 ",
        "Self=1-67891233-abcdef012345678912345678;Root=1-5759e988-bd862e3fe1be46a994272793;"
            + "Parent=53995c3f42cd8ad8;Sampled=1;Lineage=1:a87bd80c:0",
        "root=1-5759E988-BD862E3FE1BE46A994272793;PARENT=53995C3F42CD8AD8;sampled=1;",
        "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01",
        "cc-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-09-what-the-future-adds",
      })
  void everySpellingOfOneHeaderReadsTheSame(String text) {
    assertThat(TraceHeader.parse(text))
        .isEqualTo(new TraceHeader(TRACE_ID, PARENT_ID, Sampling.SAMPLED));
  }

  @ParameterizedTest
  @CsvSource({
    "'', UNDECIDED",
    "';Sampled=?', UNDECIDED",
    "';Sampled=', UNDECIDED",
    "';Sampled=0', NOT_SAMPLED",
    "';Sampled=1', SAMPLED"
  })
  void parentAndSampledMayBeMissing(String rest, Sampling expected) {
    TraceHeader header = TraceHeader.parse(ROOT + rest);

    assertThat(header.parentId()).isNull();
    assertThat(header.sampling()).isEqualTo(expected);
  }

  @Test
  void traceparentWithoutTheSampledFlagIsNotSampled() {
    String text = "00-" + TRACE_ID + "-" + PARENT_ID + "-00";

    assertThat(TraceHeader.parse(text).sampling()).isEqualTo(Sampling.NOT_SAMPLED);
  }

  @ParameterizedTest
  @CsvSource({
    "'', no Root part",
    "hello, no Root part",
    "Parent=53995c3f42cd8ad8;Sampled=1, it has no Root part",
    "Root=, Root '' is not",
    "Root=1-5759e988-bd86, Root '1-5759e988-bd86' is not",
    "Root=2-5759e988-bd862e3fe1be46a994272793, is not 1-<8 hex digits>",
    "Root=1-00000000-000000000000000000000000, not all zero",
    "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=xyz, parent id 'xyz' is not 16",
    "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=0000000000000000, not all zero",
    "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=yes, 'Sampled ''yes'' is not 0, 1 or ?'",
    "Root=1-5759e988-bd862e3fe1be46a994272793;Root=1-11111111-111111111111111111111111, two Root",
    "ff-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01, version ff",
    "00-00000000000000000000000000000000-53995c3f42cd8ad8-01, not all zero",
    "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01-more, no Root part",
  })
  void whatIsNoHeaderIsRefusedWithTheReason(String text, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TraceHeader.parse(text))
        .withMessageContaining(reason)
        .withMessageContaining("expected an X-Ray header such as");
  }

  @Test
  void aRefusedHeaderIsNotRepeatedWithoutBounds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TraceHeader.parse("Root=" + "x".repeat(100_000)))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1_000));
  }

  @RepeatedTest(100)
  void whatIsWrittenReadsTheSameInAnyOrderOfItsParts(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    TraceHeader header =
        new TraceHeader(
            hex(random, 32),
            random.nextBoolean() ? hex(random, 16) : null,
            List.of(Sampling.values()).get(random.nextInt(3)));

    List<String> parts = new ArrayList<>(List.of(header.toXRay().split(";")));
    parts.add("Lineage=" + hex(random, 8));
    Collections.shuffle(parts, random);

    assertThat(TraceHeader.parse(header.toXRay())).isEqualTo(header);
    assertThat(TraceHeader.parse(String.join(" ; ", parts))).isEqualTo(header);
  }

  @Test
  void aNewTraceHasAnIdThatBeginsWithItsTime() {
    TraceHeader first = TraceHeader.newRoot();
    long seconds = Long.parseLong(first.traceId().substring(0, 8), 16);

    assertThat(Instant.ofEpochSecond(seconds))
        .isBetween(Instant.now().minusSeconds(5), Instant.now());
    assertThat(first.parentId()).isNull();
    assertThat(first.toXRay()).isEqualTo("Root=" + first.xrayTraceId() + ";Sampled=1");
    assertThat(TraceHeader.newRoot()).isNotEqualTo(first);
  }

  private static String hex(Random random, int digits) {
    StringBuilder text = new StringBuilder("1");
    while (text.length() < digits) {
      text.append(Integer.toHexString(random.nextInt(16)));
    }
    return text.toString();
  }

  @Test
  void xraysIdsTellWhenTheTraceBegan() {
    Instant now = Instant.ofEpochSecond(0x5759e988L + 400);

    assertThat(header("5759e988bd862e3fe1be46a994272793").startedBefore(now))
        .isEqualTo(Instant.ofEpochSecond(0x5759e988L));
    assertThat(header("0af7651916cd43dd8448eb211c80319c").startedBefore(now)).isEqualTo(now);
    assertThat(header("f0f7651916cd43dd8448eb211c80319c").startedBefore(now)).isEqualTo(now);
  }

  private static TraceHeader header(String traceId) {
    return new TraceHeader(traceId, null, TraceHeader.Sampling.SAMPLED);
  }
}
