package spanglue.stack.settings;

import java.util.Locale;

/** By which way traces and metrics leave a job. */
public enum Traces {
  /** Collectors of the stack's own, in a network that they share with the jobs. */
  COLLECTOR,

  /** The job signs its own calls of X-Ray and CloudWatch. */
  DIRECT,

  /** As above, with OTLP in the place of X-Ray's documents. */
  OTLP;

  /** As in the context, and as a job is told. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
