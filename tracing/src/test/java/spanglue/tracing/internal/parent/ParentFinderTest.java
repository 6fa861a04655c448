package spanglue.tracing.internal.parent;

import static org.assertj.core.api.Assertions.assertThat;
import static spanglue.tracing.internal.parent.Documents.EXECUTION;
import static spanglue.tracing.internal.parent.Documents.JOB_START;
import static spanglue.tracing.internal.parent.Documents.MACHINE_ID;
import static spanglue.tracing.internal.parent.Documents.answer;
import static spanglue.tracing.internal.parent.Documents.glue;
import static spanglue.tracing.internal.parent.Documents.inferred;
import static spanglue.tracing.internal.parent.Documents.job;
import static spanglue.tracing.internal.parent.Documents.machine;
import static spanglue.tracing.internal.parent.Documents.state;
import static spanglue.tracing.internal.parent.ParentSegment.Source.GLUE;
import static spanglue.tracing.internal.parent.ParentSegment.Source.INFERRED;
import static spanglue.tracing.internal.parent.ParentSegment.Source.STATE;
import static spanglue.tracing.internal.parent.ParentSegment.Source.STATE_MACHINE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which segment of a trace a job belongs under; the job of these tests runs in state Clean. */
class ParentFinderTest {
  private static final String CLEAN = "c1ea000000000001";
  private static final String GLUE_1 = "c1ea000000000002";
  private static final String INFERRED_1 = "c1ea000000000003";
  private static final String JOB_1 = "c1ea000000000004";
  private static final String CLEAN_2 = "c1ea000000000011";
  private static final String GLUE_2 = "c1ea000000000012";
  private static final String INFERRED_2 = "c1ea000000000013";
  private static final String OWN = "0000000000000b0b";
  private static final String PROCESS = "9c00000000000001";
  private static final String PROCESS_GLUE = "9c00000000000002";

  @Test
  void theCallOfGlueInTheStateIsTheParent() {
    assertThat(find(machine(state(CLEAN, "Clean", glue(GLUE_1, "r1")))))
        .contains(new ParentSegment(GLUE_1, GLUE, true));
  }

  @Test
  void theInferredSegmentOfTheSameRequestIsBetter() {
    assertThat(
            find(
                machine(state(CLEAN, "Clean", glue(GLUE_1, "r1"))),
                inferred(INFERRED_2, "ffffffffffffffff", "r2"),
                inferred(INFERRED_1, GLUE_1, "r1")))
        .contains(new ParentSegment(INFERRED_1, INFERRED, true));
  }

  @Test
  void ofTwoStatesItIsTheNamedOne() {
    Documents machine =
        machine(
            state(CLEAN, "Clean", glue(GLUE_1, "r1").endedAt(JOB_START - 30))
                .endedAt(JOB_START - 30),
            state(PROCESS, "Process", glue(PROCESS_GLUE, "r2")));

    assertThat(find("Process", machine, job(JOB_1, GLUE_1)))
        .contains(new ParentSegment(PROCESS_GLUE, GLUE, true));
  }

  @Test
  void subsegmentsMaySitInDocumentsOfTheirOwn() {
    assertThat(
            find(
                glue(GLUE_1, "r1").apart(CLEAN),
                machine(),
                state(CLEAN, "Clean").apart(MACHINE_ID)))
        .contains(new ParentSegment(GLUE_1, GLUE, true));
  }

  @Test
  void aDocumentOfItsOwnNeedNotSayThatItIsASubsegment() {
    assertThat(
            find(
                machine(),
                state(CLEAN, "Clean").with("parent_id", MACHINE_ID),
                glue(GLUE_1, "r1").with("parent_id", CLEAN)))
        .contains(new ParentSegment(GLUE_1, GLUE, true));
  }

  @Test
  void theStateMaySitInMapsAndParallels() {
    Documents nested =
        state(
            "1111111111111111",
            "Each file",
            state(
                "2222222222222222",
                "0",
                state("3333333333333333", "Both", state(CLEAN, "Clean", glue(GLUE_1, "r1")))));

    assertThat(find(machine(nested))).contains(new ParentSegment(GLUE_1, GLUE, true));
    assertThat(
            find(
                machine(state("1111111111111111", "Each file")),
                state(CLEAN, "Clean", glue(GLUE_1, "r1")).apart("1111111111111111")))
        .contains(new ParentSegment(GLUE_1, GLUE, true));
  }

  @Test
  void ofTwoIterationsOfAMapItIsOneWithoutAJob() {
    Documents map =
        state(
            "1111111111111111",
            "Each file",
            state(CLEAN, "Clean", glue(GLUE_1, "r1")),
            state(CLEAN_2, "Clean", glue(GLUE_2, "r2").startedAt(JOB_START - 20)));

    assertThat(find(machine(map), job(JOB_1, GLUE_2)))
        .contains(new ParentSegment(GLUE_1, GLUE, true));
  }

  @Test
  void ofTwoTriesInOneStateItIsTheNewest() {
    Documents twice =
        state(
            CLEAN,
            "Clean",
            glue(GLUE_2, "r2").startedAt(JOB_START - 5),
            glue(GLUE_1, "r1").with("fault", true).endedAt(JOB_START - 20));

    assertThat(find(machine(twice))).contains(new ParentSegment(GLUE_2, GLUE, true));
    assertThat(find(machine(twice), inferred(INFERRED_1, GLUE_1, "r1"), job(JOB_1, INFERRED_1)))
        .contains(new ParentSegment(GLUE_2, GLUE, true));
  }

  @Test
  void ofTwoTriesInStatesOfTheirOwnItIsTheNewest() {
    Documents machine =
        machine(
            state(CLEAN, "Clean", glue(GLUE_1, "r1")).endedAt(JOB_START - 20),
            state(CLEAN_2, "Clean", glue(GLUE_2, "r2").startedAt(JOB_START - 5)));

    assertThat(find(machine)).contains(new ParentSegment(GLUE_2, GLUE, true));
  }

  @Test
  void aRedriveIsAnotherSegmentOfTheSameExecution() {
    Documents first =
        machine(state(CLEAN, "Clean", glue(GLUE_1, "r1")).endedAt(JOB_START - 90))
            .endedAt(JOB_START - 90);
    Documents second =
        machine(
            "abababababababab",
            EXECUTION,
            state(CLEAN_2, "Clean", glue(GLUE_2, "r2").startedAt(JOB_START - 5)));

    assertThat(find(first, second)).contains(new ParentSegment(GLUE_2, GLUE, true));
  }

  @Test
  void whileOnlyAnEarlierTryIsThereTheAnswerIsInDoubt() {
    Documents over = state(CLEAN, "Clean", glue(GLUE_1, "r1")).endedAt(JOB_START - 20);

    assertThat(find(machine(over))).contains(new ParentSegment(GLUE_1, GLUE, false));
    assertThat(find(machine(over), job(JOB_1, GLUE_1)))
        .contains(new ParentSegment(MACHINE_ID, STATE_MACHINE, false));
  }

  @Test
  void aCallThatOnlyStartsTheJobMayBeOver() {
    Documents state = state(CLEAN, "Clean", glue(GLUE_1, "r1").endedAt(JOB_START - 40));

    assertThat(find(machine(state))).contains(new ParentSegment(GLUE_1, GLUE, true));
  }

  @Test
  void theJobsOwnSpansAreNoStatesAndNoCalls() {
    Documents job = job(JOB_1, GLUE_1).with("name", "Clean");
    Documents inJob = glue("5555555555555555", "r5").apart(JOB_1);

    assertThat(find(machine(state(CLEAN, "Clean", glue(GLUE_1, "r1"))), job, inJob))
        .contains(new ParentSegment(CLEAN, STATE, false));
  }

  @Test
  void theJobItselfMayBeThereInProgress() {
    Documents call = glue(GLUE_1, "r1");

    assertThat(find(machine(state(CLEAN, "Clean", call)), job(OWN, GLUE_1)))
        .contains(new ParentSegment(GLUE_1, GLUE, true));
    assertThat(
            find(
                machine(state(CLEAN, "Clean", call)),
                inferred(INFERRED_1, GLUE_1, "r1"),
                job(OWN, INFERRED_1)))
        .contains(new ParentSegment(INFERRED_1, INFERRED, true));
  }

  @Test
  void ofTwoBranchesOfAParallelEachHasItsOwnState() {
    Documents parallel =
        state(
            "1111111111111111",
            "Both",
            state("2222222222222222", "Branch 1", state(CLEAN, "Clean", glue(GLUE_1, "r1"))),
            state(
                "3333333333333333",
                "Branch 2",
                state(PROCESS, "Process", glue(PROCESS_GLUE, "r2"))));

    assertThat(find("Clean", machine(parallel))).contains(new ParentSegment(GLUE_1, GLUE, true));
    assertThat(find("Process", machine(parallel)))
        .contains(new ParentSegment(PROCESS_GLUE, GLUE, true));
  }

  @Test
  void aRetryThatXRayDoesNotShowYetHasTheStateAtMost() {
    Documents over =
        state(CLEAN, "Clean", glue(GLUE_1, "r1").with("fault", true).endedAt(JOB_START - 20));

    assertThat(find(machine(over), job(JOB_1, GLUE_1)))
        .contains(new ParentSegment(CLEAN, STATE, false));
  }

  @Test
  void whatSitsInsideTheCallIsNoJob() {
    Documents call = glue(GLUE_1, "r1");
    Documents attempt = state("6666666666666666", "Attempt");

    assertThat(find(machine(state(CLEAN, "Clean", call)), attempt.apart(GLUE_1)))
        .contains(new ParentSegment(GLUE_1, GLUE, true));
  }

  @Test
  void withoutACallItIsTheState() {
    assertThat(find(machine(state(CLEAN, "Clean"), state(PROCESS, "Process"))))
        .contains(new ParentSegment(CLEAN, STATE, false));
  }

  @Test
  void withoutTheStateItIsTheExecution() {
    assertThat(find(machine(state(PROCESS, "Process", glue(PROCESS_GLUE, "r2")))))
        .contains(new ParentSegment(MACHINE_ID, STATE_MACHINE, false));
  }

  @Test
  void withoutTheExecutionThereIsNothing() {
    assertThat(find(state(CLEAN, "Clean", glue(GLUE_1, "r1")), job(JOB_1, "7777777777777777")))
        .isEmpty();
  }

  @Test
  void ofSeveralExecutionsInOneTraceItIsOurs() {
    Documents other =
        machine(
            "abababababababab",
            EXECUTION + "-other",
            state(CLEAN_2, "Clean", glue(GLUE_2, "r2").startedAt(JOB_START - 1)));

    assertThat(find(other, machine(state(CLEAN, "Clean", glue(GLUE_1, "r1")))))
        .contains(new ParentSegment(GLUE_1, GLUE, true));
    assertThat(find(other)).as("ours is not there yet").isEmpty();
  }

  @Test
  void aNestedExecutionIsNotSearched() {
    Documents child =
        machine(
                "abababababababab",
                EXECUTION + "-child",
                state(CLEAN_2, "Clean", glue(GLUE_2, "r2").startedAt(JOB_START - 1)))
            .with("parent_id", CLEAN);

    assertThat(find(machine(state(CLEAN, "Clean", glue(GLUE_1, "r1"))), child))
        .contains(new ParentSegment(GLUE_1, GLUE, true));
  }

  @Test
  void theOnlyExecutionCountsWhereItDoesNotSayWhich() {
    Documents machine =
        machine(state(CLEAN, "Clean", glue(GLUE_1, "r1"))).with("aws", "unknown to us");

    assertThat(find(machine)).contains(new ParentSegment(GLUE_1, GLUE, true));
  }

  @Test
  void theExecutionMayBeNamedAnywhereInItsSegment() {
    Documents machine =
        machine("abababababababab", "x", state(CLEAN, "Clean", glue(GLUE_1, "r1")))
            .with("metadata", Map.of("a", List.of("b", EXECUTION)));

    assertThat(find(machine("acacacacacacacac", "y"), machine))
        .contains(new ParentSegment(GLUE_1, GLUE, true));
  }

  @ParameterizedTest
  @CsvSource({
    "Clean the listings, Clean the listings",
    "Bereinigen äöü 清洗, Bereinigen äöü 清洗",
    "Clean (the) <listings>!, Clean the listings",
    "Glue, Glue"
  })
  void aStateIsKnownByItsNameAsXRayKeepsIt(String name, String inXRay) {
    assertThat(find(name, machine(state(CLEAN, inXRay, glue(GLUE_1, "r1")))))
        .contains(new ParentSegment(GLUE_1, GLUE, true));
  }

  @Test
  void aStateWhoseLettersAreDecomposedIsTheSame() {
    assertThat(find("Pru\u0308fen", machine(state(CLEAN, "Pr\u00fcfen", glue(GLUE_1, "r1")))))
        .contains(new ParentSegment(GLUE_1, GLUE, true));
  }

  @Test
  void aFinishedTraceStillNamesTheCall() {
    Documents machine =
        machine(
                state(CLEAN, "Clean", glue(GLUE_1, "r1").endedAt(JOB_START + 60))
                    .endedAt(JOB_START + 61))
            .endedAt(JOB_START + 62);

    assertThat(find(machine)).contains(new ParentSegment(GLUE_1, GLUE, true));
  }

  @Test
  void segmentsThatNameEachOtherAsParentsAreNoTrap() {
    assertThat(
            find(
                machine(),
                state(CLEAN, "Clean").apart(CLEAN_2),
                state(CLEAN_2, "Clean").apart(CLEAN)))
        .contains(new ParentSegment(MACHINE_ID, STATE_MACHINE, false));
  }

  private static Optional<ParentSegment> find(Documents... documents) {
    return find("Clean", documents);
  }

  private static Optional<ParentSegment> find(String state, Documents... documents) {
    Instant started = Instant.ofEpochSecond((long) JOB_START);
    try {
      return ParentFinder.find(
          XRayTraceDocument.parse(answer(documents)),
          new ParentFinder.Query(EXECUTION, state, started, OWN));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
