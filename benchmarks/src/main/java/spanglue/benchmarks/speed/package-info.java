/**
 * How fast the jobs are as they ship, beside other programs that do the same. {@code
 * benchmarks/speed} starts {@link spanglue.benchmarks.speed.SpeedMain}.
 */
@NullMarked
package spanglue.benchmarks.speed;

import org.jspecify.annotations.NullMarked;
