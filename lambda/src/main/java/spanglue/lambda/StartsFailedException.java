package spanglue.lambda;

import java.util.List;
import java.util.stream.Collectors;
import spanglue.tracing.SafeOutput;

/**
 * Some uploads of an event could not be started. Lambda then delivers the event again; those that
 * were started are found started.
 */
final class StartsFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** One upload that could not be started: its key, or its place in the event, and why. */
  record Failure(String upload, RuntimeException cause) {}

  /** Names each failure; their causes are attached as suppressed. */
  StartsFailedException(List<Failure> failures, int records) {
    super(
        failures.size()
            + " of "
            + records
            + " uploads could not be started, the event is to be delivered again: "
            + failures.stream()
                .map(
                    failure ->
                        SafeOutput.line(failure.upload() + ": " + failure.cause().getMessage()))
                .collect(Collectors.joining("; ")));
    failures.forEach(failure -> addSuppressed(failure.cause()));
  }
}
