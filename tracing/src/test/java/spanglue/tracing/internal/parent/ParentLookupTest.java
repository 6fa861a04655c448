package spanglue.tracing.internal.parent;

import static org.assertj.core.api.Assertions.assertThat;
import static spanglue.tracing.internal.parent.Documents.EXECUTION;
import static spanglue.tracing.internal.parent.Documents.answer;
import static spanglue.tracing.internal.parent.Documents.answerOf;
import static spanglue.tracing.internal.parent.Documents.glue;
import static spanglue.tracing.internal.parent.Documents.machine;
import static spanglue.tracing.internal.parent.Documents.state;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import spanglue.tracing.LocalServer;
import spanglue.tracing.TraceHeader;
import spanglue.tracing.internal.http.Endpoint;

/** The poller, against an endpoint that answers as X-Ray does over time. */
class ParentLookupTest {
  private static final String STATE = "c1ea000000000001";
  private static final String GLUE = "c1ea000000000002";
  private static final String EMPTY = "{\"Traces\":[],\"UnprocessedTraceIds\":[]}";
  private static final String FULL = answer(machine(state(STATE, "Clean", glue(GLUE, "r1"))));
  private static final TraceHeader HEADER =
      TraceHeader.parse(
          "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1");
  private static final ParentSegment FOUND =
      new ParentSegment(GLUE, ParentSegment.Source.GLUE, true);
  private static final ParentSegment OF_HEADER =
      new ParentSegment("53995c3f42cd8ad8", ParentSegment.Source.HEADER, false);

  private final XRayEndpoint xray = new XRayEndpoint();

  @AfterEach
  void stop() {
    xray.close();
  }

  @Test
  void anAnswerThatKnowsEndsTheLookup() {
    ParentLookup lookup = start(xray.then(FULL).url());

    assertThat(lookup.finish(Duration.ofSeconds(20))).isEqualTo(FOUND);
    assertThat(lookup.calls()).isEqualTo(1);
    assertThat(xray.requests())
        .containsExactly("{\"TraceIds\":[\"1-5759e988-bd862e3fe1be46a994272793\"]}");
  }

  @Test
  void emptyUnprocessedThrottledFailedAndBrokenAnswersAreAskedAgain() {
    xray.then(EMPTY)
        .then("{\"UnprocessedTraceIds\":[\"1-5759e988-bd862e3fe1be46a994272793\"]}")
        .then(429, "{\"__type\":\"ThrottledException\",\"message\":\"Rate exceeded\"}")
        .then(400, "{\"__type\":\"ThrottlingException\"}")
        .then(403, "{\"message\":\"Missing Authentication Token\"}")
        .then(500, "oops")
        .then("<html>")
        .then(answerOf(null, List.of("{")))
        .then(FULL);
    ParentLookup lookup = start(xray.url());

    assertThat(lookup.finish(Duration.ofSeconds(20))).isEqualTo(FOUND);
    assertThat(lookup.calls()).isEqualTo(9);
  }

  /** The job's end cuts the waits between the calls short. */
  @Test
  void whereXRayHasNothingOfTheTraceTheLookupGivesUp() {
    xray.then(EMPTY);
    ParentLookup lookup = start(xray.url());

    assertThat(lookup.finish(Duration.ofSeconds(60))).isEqualTo(OF_HEADER);
    assertThat(lookup.calls()).isEqualTo(12);
  }

  @Test
  void anEmptyAnswerIsAskedAgainWhileTheJobRuns() {
    xray.then(EMPTY).then(EMPTY).then(EMPTY).then(FULL);

    ParentLookup lookup = start(xray.url());
    xray.awaitRequests(4);

    assertThat(lookup.finish(Duration.ofSeconds(20))).isEqualTo(FOUND);
    assertThat(lookup.calls()).isEqualTo(4);
  }

  @Test
  void aTraceThatXRayTakesNoMoreOfIsReadAllTheSame() {
    String full = FULL.replace("\"LimitExceeded\":false", "\"LimitExceeded\":true");
    assertThat(full).isNotEqualTo(FULL);

    assertThat(start(xray.then(full).url()).finish(Duration.ofSeconds(20))).isEqualTo(FOUND);
  }

  @Test
  void theRequestIsUnsignedAndNeedsNoCredentials() {
    ParentLookup lookup = start(xray.then(FULL).url());

    assertThat(lookup.finish(Duration.ofSeconds(20))).isEqualTo(FOUND);
    assertThat(xray.headers())
        .containsEntry("Content-type", List.of("application/json"))
        .doesNotContainKeys("Authorization", "X-amz-date", "X-amz-security-token");
  }

  @Test
  void whatIsFoundFirstMayGetBetter() {
    xray.then(answer(machine()))
        .then(answer(machine(state(STATE, "Clean"))))
        .then(EMPTY)
        .then(FULL);

    assertThat(start(xray.url()).finish(Duration.ofSeconds(20))).isEqualTo(FOUND);
  }

  @Test
  void theBestByTheEndOfTheGraceIsTaken() {
    xray.then(answer(machine(state(STATE, "Clean")))).then(answer(machine())).then(EMPTY);

    ParentLookup lookup = start(xray.url());
    xray.awaitRequests(3);

    assertThat(lookup.finish(Duration.ZERO))
        .isEqualTo(new ParentSegment(STATE, ParentSegment.Source.STATE, false));
  }

  @Test
  void anEarlierTryThatTurnsOutToHaveAJobIsGivenUp() {
    Documents over =
        machine(state(STATE, "Clean", glue(GLUE, "r1")).endedAt(Documents.JOB_START - 20));
    xray.then(answer(over)).then(answer(over, Documents.job("c1ea000000000009", GLUE)));

    ParentLookup lookup = start(xray.url());
    xray.awaitRequests(3);

    assertThat(lookup.finish(Duration.ZERO).source()).isEqualTo(ParentSegment.Source.STATE_MACHINE);
  }

  @Test
  void theEndOfTheJobCutsTheWaitForTheNextCallShort() {
    xray.then(EMPTY).then(EMPTY).then(EMPTY).then(EMPTY).then(FULL);
    ParentLookup lookup = start(xray.url());
    xray.awaitRequests(4);
    awaitPause(); // The next call is due 1.6 s from here.

    assertThat(lookup.finish(Duration.ofSeconds(1))).isEqualTo(FOUND);
  }

  @Test
  void theNextPartIsAskedForByItsToken() {
    xray.then(answerOf("page 2", List.of(machine().json())))
        .then(
            answerOf(
                null,
                List.of(state(STATE, "Clean", glue(GLUE, "r1")).apart("aaaaaaaaaaaaaaaa").json())));
    ParentLookup lookup = start(xray.url());

    assertThat(lookup.finish(Duration.ofSeconds(20))).isEqualTo(FOUND);
    assertThat(xray.requests().get(1)).contains("\"NextToken\":\"page 2\"");
    assertThat(lookup.calls()).isEqualTo(2);
  }

  @Test
  void aTokenThatNeverEndsIsNoTrap() {
    xray.then(answerOf("again", List.of(machine().json())));

    ParentLookup lookup = start(xray.url());
    xray.awaitRequests(21);

    assertThat(lookup.finish(Duration.ZERO).source()).isEqualTo(ParentSegment.Source.STATE_MACHINE);
  }

  @Test
  void whereXRayNeverKnowsAsUnderTransactionSearchTheHeaderIsTaken() {
    assertThat(start(xray.then(EMPTY).url()).finish(Duration.ofMillis(300))).isEqualTo(OF_HEADER);
  }

  @Test
  void anEndpointThatIsDeadHangingOrWrongCostsNoMoreThanTheGrace() {
    xray.then(0, "");
    for (String endpoint : List.of(LocalServer.deadUrl(), xray.url(), "no url", "ftp://x")) {
      ParentLookup lookup = start(endpoint);
      long before = System.nanoTime();
      assertThat(lookup.finish(Duration.ofMillis(300))).isEqualTo(OF_HEADER);
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(4));
    }
  }

  @Test
  void whoeverIsNotThereIsNotWaitedForUntilTheGraceIsOver() {
    ParentLookup lookup = start(LocalServer.deadUrl());
    while (lookup.calls() < 2) {
      Thread.onSpinWait(); // Until the first call has failed.
    }
    Duration grace = Duration.ofSeconds(2);
    long before = System.nanoTime();

    assertThat(lookup.finish(grace)).isEqualTo(OF_HEADER);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(grace);
  }

  @Test
  void anInterruptedJobDoesNotWait() {
    ParentLookup lookup = start(xray.then(EMPTY).url());

    Thread.currentThread().interrupt();

    assertThat(lookup.finish(Duration.ofMinutes(1))).isEqualTo(OF_HEADER);
    assertThat(Thread.interrupted()).isTrue();
  }

  /** Waits until the lookup waits for its next call. */
  private static void awaitPause() {
    Instant deadline = Instant.now().plusSeconds(30);
    while (Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("spanglue-parent-lookup"))
        .noneMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING)) {
      assertThat(Instant.now()).isBefore(deadline);
      Thread.onSpinWait();
    }
  }

  private static ParentLookup start(String endpoint) {
    return ParentLookup.start(
        Endpoint.unsigned(endpoint),
        HEADER.xrayTraceId(),
        ParentSegment.ofHeader(HEADER.parentId()),
        new ParentFinder.Query(
            EXECUTION,
            "Clean",
            Instant.ofEpochSecond((long) Documents.JOB_START),
            "0000000000000b0b"));
  }
}
