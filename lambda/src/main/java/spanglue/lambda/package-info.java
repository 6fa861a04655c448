/**
 * The trigger function: an event of S3 in, one execution of the state machine for each upload out.
 * The way in is {@link spanglue.lambda.TriggerFunction}, which Lambda calls. A start costs the
 * user's upload, so a library comes in only where RATIONALE says what it costs.
 */
@NullMarked
package spanglue.lambda;

import org.jspecify.annotations.NullMarked;
