package spanglue.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import spanglue.cli.aws.ExecutionRecord;
import spanglue.cli.aws.GlueJobProcesses;
import spanglue.cli.aws.Interpreter;
import spanglue.cli.aws.JobRun;

/** Runs the jobs of a run's states, and says so on the terminal. */
record StateTasks(GlueJobProcesses jobs, RunFolder folder, Console console)
    implements Interpreter.Tasks {
  @Override
  public JobRun run(String state, JsonNode parameters) {
    console.progress(state, "runs Glue job " + parameters.path("JobName").asText());
    return jobs.run(parameters, folder.runDocument(state), folder.log(state));
  }

  @Override
  public void stateEnded(ExecutionRecord.State state) {
    if (!state.calls().isEmpty()) {
      ExecutionRecord.Part part = state.part();
      String how = part.error() == null ? "succeeded" : "failed";
      console.progress(part.name(), String.format(Locale.ROOT, "%s, %.1f s", how, part.seconds()));
    }
  }
}
