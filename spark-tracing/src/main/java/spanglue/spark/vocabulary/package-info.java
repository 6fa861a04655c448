/**
 * The names of what is told of a Spark application and of the confs that it takes: each a constant
 * with its type, unit and meaning. {@code docs/attributes.md} is written from them; no name stands
 * as a literal elsewhere. Keys under {@code spark.} are Spark's figures, those under {@code
 * spanglue.} are ours.
 */
@NullMarked
package spanglue.spark.vocabulary;

import org.jspecify.annotations.NullMarked;
