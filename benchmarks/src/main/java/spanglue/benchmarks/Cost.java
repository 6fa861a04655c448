package spanglue.benchmarks;

/**
 * What one run took.
 *
 * @param seconds on the clock
 * @param cpuSeconds of processor time, of all threads of the process
 * @param tracingSeconds of {@code seconds}, those in which the job waited for its trace to begin
 *     and to end
 * @param tracingCpuSeconds of {@code cpuSeconds}, those of all threads in that time, and those of
 *     tracing's listener
 * @param heapBytes live on the heap at the run's end, before anything is sent
 * @param codeBytes of classes and compiled code at that moment
 */
record Cost(
    double seconds,
    double cpuSeconds,
    double tracingSeconds,
    double tracingCpuSeconds,
    long heapBytes,
    long codeBytes) {
  Cost minus(Cost other) {
    return new Cost(
        seconds - other.seconds,
        cpuSeconds - other.cpuSeconds,
        tracingSeconds - other.tracingSeconds,
        tracingCpuSeconds - other.tracingCpuSeconds,
        heapBytes - other.heapBytes,
        codeBytes - other.codeBytes);
  }
}
