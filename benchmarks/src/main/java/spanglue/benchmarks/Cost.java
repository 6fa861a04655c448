package spanglue.benchmarks;

/**
 * What one run took.
 *
 * @param seconds on the clock
 * @param cpuSeconds of processor time, of all threads of the process
 * @param heapBytes live on the heap at the run's end, before anything is sent
 * @param codeBytes of classes and compiled code at that moment
 */
record Cost(double seconds, double cpuSeconds, long heapBytes, long codeBytes) {}
