/**
 * Where jobs and collectors meet. The way in is {@link spanglue.stack.network.Network}; a port that
 * opens between them is one of {@link spanglue.stack.network.CollectorEndpoints}.
 */
@NullMarked
package spanglue.stack.network;

import org.jspecify.annotations.NullMarked;
