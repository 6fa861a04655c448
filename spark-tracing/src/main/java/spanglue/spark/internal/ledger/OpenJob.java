package spanglue.spark.internal.ledger;

import java.util.Arrays;

/** A job that runs. */
final class OpenJob {
  final OpenAction action;
  private final int[] stageIds;

  OpenJob(OpenAction action, int[] stageIds) {
    this.action = action;
    this.stageIds = stageIds.clone();
    Arrays.sort(this.stageIds);
  }

  boolean has(int stageId) {
    return Arrays.binarySearch(stageIds, stageId) >= 0;
  }
}
