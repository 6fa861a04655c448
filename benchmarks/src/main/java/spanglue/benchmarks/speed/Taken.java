package spanglue.benchmarks.speed;

/**
 * What a run took.
 *
 * @param seconds on the clock
 * @param cpuSeconds of the processor
 * @param peakMegabytes the most memory that its processes had at once
 */
record Taken(double seconds, double cpuSeconds, long peakMegabytes) {}
