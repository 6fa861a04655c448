package spanglue.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import spanglue.tracing.TraceHeader.Sampling;

/** Every kind of header that has been seen in the field, on a day on which some are recent. */
class RunTraceTest {
  private static final Instant NOW = Instant.ofEpochSecond(0x6b06e46bL).plusSeconds(60);
  private static final String RECENT = "6b06e46bbd862e3fe1be46a994272793";
  private static final List<String> LINES = Events.file("25-trace-headers.txt").lines().toList();

  @Test
  void theCasesAreAllLookedAt() {
    assertThat(LINES).hasSize(14);
  }

  static Stream<String> recent() {
    return Stream.of(LINES.get(0), LINES.get(1), LINES.get(7));
  }

  @ParameterizedTest
  @MethodSource("recent")
  void aRecentTraceIsTakenWithoutAWord(String header) {
    RunTrace trace = trace(header);

    assertThat(trace.own().traceId()).isEqualTo(RECENT);
    assertThat(trace.own().sampling()).isEqualTo(Sampling.SAMPLED);
    assertThat(trace.run()).isEqualTo(trace.own());
    assertThat(trace.warning()).isNull();
  }

  static Stream<String> ofNoRecentTime() {
    return LINES.subList(2, 5).stream();
  }

  @ParameterizedTest
  @MethodSource("ofNoRecentTime")
  void aTraceOfNoRecentTimeIsTakenAndItIsSaidThatXrayMayRefuseIt(String header) {
    RunTrace trace = trace(header);

    assertThat(header).contains(trace.own().traceId().substring(8));
    assertThat(trace.own().sampling()).isEqualTo(Sampling.SAMPLED);
    assertThat(trace.warning())
        .contains(trace.own().xrayTraceId(), "X-Ray may refuse")
        .doesNotContain("\n");
  }

  static Stream<String> notSampled() {
    return LINES.subList(5, 7).stream();
  }

  @ParameterizedTest
  @MethodSource("notSampled")
  void whatWasNotSampledSendsNothingOfItsOwn(String header) {
    RunTrace trace = trace(header);

    assertThat(trace.own().traceId()).isEqualTo(RECENT);
    assertThat(trace.own().sampling()).isEqualTo(Sampling.NOT_SAMPLED);
    assertThat(trace.warning()).isNull();
  }

  static Stream<String> unreadable() {
    return LINES.subList(8, 14).stream();
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void anUnreadableHeaderIsATraceOfItsOwnAndOneWarningWithTheHeader(String header) {
    RunTrace trace = trace(header);

    assertThat(trace.own().traceId()).isNotEqualTo(RECENT);
    assertThat(trace.own().parentId()).isNull();
    assertThat(trace.own().sampling()).isEqualTo(Sampling.SAMPLED);
    assertThat(trace.warning())
        .contains("'" + header + "'", "begins its own trace")
        .doesNotContain("X-Ray may refuse")
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 27 * 86_400, -240})
  void withinTheLast28DaysAndFiveMinutesOfAClockAheadIsRecent(long age) {
    assertThat(at(Instant.ofEpochSecond(0x6b06e46bL).plusSeconds(age)).warning()).isNull();
  }

  @ParameterizedTest
  @ValueSource(longs = {29 * 86_400, -3600})
  void anyOtherTimeIsNot(long age) {
    assertThat(at(Instant.ofEpochSecond(0x6b06e46bL).plusSeconds(age)).warning()).isNotNull();
  }

  @Test
  void nothingIsSaidOfATimeWhereNothingIsToBeSent() {
    var settings =
        new FunctionSettings(StepFunctionsServer.STATE_MACHINE, false, Map.<String, String>of());
    String old = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=0";

    assertThat(RunTrace.of(Invocation.with(old), settings, NOW).warning()).isNull();
  }

  private static RunTrace at(Instant now) {
    return RunTrace.of(Invocation.with(LINES.get(0)), settings(), now);
  }

  private static RunTrace trace(String header) {
    return RunTrace.of(Invocation.with(header), settings(), NOW);
  }

  private static FunctionSettings settings() {
    return new FunctionSettings(StepFunctionsServer.STATE_MACHINE, true, Map.of());
  }
}
