package spanglue.lambda;

import spanglue.tracing.ActiveSpan;

/**
 * One invocation, as each of its spans tells of it: Lambda's own span can be given no attributes.
 *
 * @param id Lambda's request id
 * @param coldStart whether it is the first of its process
 */
record FunctionInvocation(String id, boolean coldStart) {
  /** What OpenTelemetry calls a function that a change in a store calls. */
  private static final String TRIGGER = "datasource";

  void describe(ActiveSpan span) {
    span.set(FunctionAttribute.INVOCATION_ID.key(), id)
        .set(FunctionAttribute.TRIGGER.key(), TRIGGER)
        .set(FunctionAttribute.COLD_START.key(), coldStart);
  }
}
