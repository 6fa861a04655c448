/**
 * Outputs that are whole or not there, and the account of their rows. The way in is {@link
 * spanglue.glue.write.RunOutput}: an attempt writes, publishes, and seals with a manifest. The
 * order of the three is what a reader trusts: leave it. What a manifest says may grow; a reader
 * passes over what it does not know.
 */
@NullMarked
package spanglue.glue.write;

import org.jspecify.annotations.NullMarked;
