package spanglue.cli.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import spanglue.cli.process.Json;
import spanglue.cli.process.RandomIds;

/**
 * A run of a Glue job that has ended.
 *
 * @param seconds how long it ran
 * @param errorMessage null where it succeeded
 */
public record JobRun(String jobName, String id, double seconds, @Nullable String errorMessage) {
  /** A run that is under way. */
  record Started(String jobName, String id, Instant start) {
    JobRun succeeded() {
      return new JobRun(jobName, id, seconds(), null);
    }

    JobRun failed(String errorMessage) {
      return new JobRun(jobName, id, seconds(), errorMessage);
    }

    private double seconds() {
      return Duration.between(start, Instant.now()).toNanos() / 1e9;
    }
  }

  static Started started(String jobName) {
    return new Started(jobName, "jr_" + RandomIds.hex(32), Instant.now());
  }

  /** What Step Functions takes for the task's output, and as text for the cause of its failure. */
  ObjectNode toJson() {
    ObjectNode run = Json.object();
    run.put("Attempt", 0);
    if (errorMessage != null) {
      run.put("ErrorMessage", errorMessage);
    }
    run.put("ExecutionTime", Math.max(1, Math.round(seconds)));
    run.put("Id", id);
    run.put("JobName", jobName);
    run.put("JobRunState", errorMessage == null ? "SUCCEEDED" : "FAILED");
    return run;
  }
}
