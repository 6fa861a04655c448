package spanglue.tracing.internal.parent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whose parent is looked for.
 *
 * @param executionId ARN of the execution; null where only the state is known
 * @param stateName the state, as the state machine spells it
 * @param started when the job started: a state that was over by then did not start it
 * @param ownId id of the job's root span, which X-Ray may have by then
 */
public record ParentQuery(
    @Nullable String executionId, String stateName, Instant started, String ownId) {}
