package spanglue.stack.route;

import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;
import spanglue.stack.collector.CollectorService;

/** A way for traces and metrics out of a job, with all that it takes of the stack. */
public interface TraceRoute {
  /** Lets a job's role go it. */
  void allow(Role role);

  /**
   * Puts the jobs where it begins.
   *
   * @param jobs scope of what that takes
   * @return names of Glue's connections; none where jobs run in Glue's own network
   */
  List<String> connect(Construct jobs);

  /** What traces get lost without, where there is such a thing. */
  Optional<CollectorService> collectors();
}
