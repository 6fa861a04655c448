package spanglue.cli.trace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A span, or a segment or subsegment of X-Ray's.
 *
 * @param id 16 hex digits
 * @param parentId null where it names none
 * @param service empty where it is not told
 * @param start nanoseconds since 1970
 * @param end nanoseconds since 1970; null where it has not ended
 * @param failure what it says of its failure, empty where it says nothing; null where it did not
 *     fail
 */
public record TraceSpan(
    String id,
    @Nullable String parentId,
    String name,
    String service,
    long start,
    @Nullable Long end,
    @Nullable String failure,
    ObjectNode attributes) {}
