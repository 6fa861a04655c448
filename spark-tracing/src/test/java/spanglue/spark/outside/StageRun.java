package spanglue.spark.outside;

/** A stage attempt, under its span's name. */
record StageRun(String name, Interval interval) implements Comparable<StageRun> {
  @Override
  public int compareTo(StageRun other) {
    int names = name.compareTo(other.name);
    return names != 0 ? names : interval.compareTo(other.interval);
  }
}
