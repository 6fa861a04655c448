/**
 * The names of all that is told: attributes of spans and of their resource, metrics. Each is a
 * constant with its type, unit and meaning; {@code docs/attributes.md} is written from them, and no
 * name stands as a literal elsewhere. Other modules add enums of their own that implement {@link
 * spanglue.tracing.vocabulary.Term}.
 */
@NullMarked
package spanglue.tracing.vocabulary;

import org.jspecify.annotations.NullMarked;
