package spanglue.stack.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import spanglue.stack.Synthesized;

/** What becomes of 200 uploads at once, by the numbers of the definition that is deployed. */
class BurstTest {
  private static final int UPLOADS = 200;
  private static final double WITHIN_SECONDS = 5;
  private static final double JOB_SECONDS = 240;

  /** Calls that Glue is assumed to take in a second; AWS names no number. */
  private static final int STARTS_A_SECOND = 5;

  private static final String NO_ROOM = "Glue.ConcurrentRunsExceededException";
  private static final String THROTTLED = "Glue.ThrottlingException";

  private static final JsonNode DEFINITION = definition();
  private static final List<String> STATES = List.of("Clean", "Process");

  /** An execution that asks for a run, or, without a start, leaves one. */
  private record Event(double at, Execution execution, boolean starts) {}

  private static final class Execution {
    private final double began;
    private final Map<Integer, Integer> retries = new HashMap<>();
    private int state;

    private Execution(double began) {
      this.began = began;
    }
  }

  /** Else what follows is of something else. */
  @Test
  void glueQueuesNothingAndRefusesWhatHasNoRoom() {
    assertThat(jobs())
        .hasSize(2)
        .noneMatch(job -> job.get("JobRunQueuingEnabled").asBoolean())
        .allMatch(job -> job.at("/ExecutionProperty/MaxConcurrentRuns").asInt() == 20);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void of200UploadsWithinFiveSecondsAllSucceedBeforeTheirTimeout(int seed) {
    List<Double> took = new ArrayList<>();
    var random = new Random(seed);
    var events = new PriorityQueue<>(Comparator.comparingDouble(Event::at));
    for (int i = 0; i < UPLOADS; i++) {
      double began = random.nextDouble() * WITHIN_SECONDS;
      events.add(new Event(began, new Execution(began), true));
    }
    int[] running = new int[STATES.size()];
    Map<Long, Integer> starts = new HashMap<>();
    while (!events.isEmpty()) {
      Event event = events.remove();
      Execution execution = event.execution();
      if (!event.starts()) {
        running[execution.state]--;
        execution.state++;
        execution.retries.clear();
        if (execution.state == STATES.size()) {
          took.add(event.at() - execution.began);
        } else {
          events.add(new Event(event.at(), execution, true));
        }
        continue;
      }
      boolean throttled = starts.merge((long) event.at(), 1, Integer::sum) > STARTS_A_SECOND;
      if (!throttled && running[execution.state] < concurrentRuns()) {
        running[execution.state]++;
        double seconds = JOB_SECONDS * (0.8 + 0.4 * random.nextDouble());
        events.add(new Event(event.at() + seconds, execution, false));
      } else {
        double delay = delay(execution, throttled ? THROTTLED : NO_ROOM, random);
        events.add(new Event(event.at() + delay, execution, true));
      }
    }

    assertThat(took)
        .hasSize(UPLOADS)
        .allMatch(seconds -> seconds < DEFINITION.get("TimeoutSeconds").asDouble());
  }

  private static IntStream seeds() {
    return IntStream.range(0, 30);
  }

  /** Until the next attempt; an error that is not tried again fails the test. */
  private static double delay(Execution execution, String error, Random random) {
    JsonNode retriers = DEFINITION.get("States").get(STATES.get(execution.state)).get("Retry");
    for (int i = 0; i < retriers.size(); i++) {
      JsonNode retrier = retriers.get(i);
      if (Synthesized.texts(retrier.get("ErrorEquals")).contains(error)) {
        int before = execution.retries.merge(i, 1, Integer::sum) - 1;
        assertThat(before).as(error).isLessThan(retrier.get("MaxAttempts").asInt());
        double longest =
            retrier.get("IntervalSeconds").asDouble()
                * Math.pow(retrier.get("BackoffRate").asDouble(), before);
        return random.nextDouble() * Math.min(longest, retrier.get("MaxDelaySeconds").asDouble());
      }
    }
    throw new AssertionError(error + " is not tried again");
  }

  private static int concurrentRuns() {
    return jobs().get(0).at("/ExecutionProperty/MaxConcurrentRuns").asInt();
  }

  private static List<JsonNode> jobs() {
    return Synthesized.defaults().all("AWS::Glue::Job");
  }

  private static JsonNode definition() {
    JsonNode deployed =
        Synthesized.defaults().one("AWS::StepFunctions::StateMachine").get("DefinitionString");
    return Synthesized.parse(
        WorkflowFile.text(new ObjectMapper().convertValue(deployed, Object.class)));
  }
}
