/** The trigger function: an S3 event in, one execution of the state machine for each upload out. */
@NullMarked
package spanglue.lambda;

import org.jspecify.annotations.NullMarked;
