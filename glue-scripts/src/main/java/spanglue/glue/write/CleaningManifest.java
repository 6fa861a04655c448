package spanglue.glue.write;

import java.util.List;
import java.util.Map;

/**
 * What a cleaning job made of its input; {@code cleaned/run_id=<run>/_MANIFEST.json}, the last
 * thing that it writes.
 *
 * @param input the object's key
 * @param encoding what the input's text is in: {@code UTF-8} or {@code windows-1252}
 * @param imputed by column, the listings that got a median
 * @param imputedDates those of last_review by why: missing, unreadable, implausible
 * @param unreadable by column, the values that were there and could not be read
 * @param rejectedLines of the rejected records that span several lines: records, lines, and of the
 *     longest longest_lines and longest_position; empty where there is none
 * @param files by output, the files' paths below its {@code run_id=<run>/}
 */
public record CleaningManifest(
    String runId,
    String runDate,
    String input,
    String encoding,
    Rows rows,
    Map<String, Long> imputed,
    Map<String, Long> imputedDates,
    Map<String, Long> unreadable,
    Map<String, Long> rejectedLines,
    Map<String, List<String>> files) {

  /**
   * Where every input record went, each number from a source of its own.
   *
   * @param read the reader's count
   * @param cleaned rows in the footers of the written files
   * @param duplicate the sum of (size - 1) of the duplicate groups
   * @param rejected by reason, rows in the written files
   */
  public record Rows(long read, long cleaned, long duplicate, Map<String, Long> rejected) {

    /**
     * Holds the sources against each other.
     *
     * @param rejectedInFooters rows in the footers of the rejected files
     * @param duplicatesInFooters rows in the footers of the duplicates' files
     * @throws ReconciliationException where the records that were read are not the sum of the rest
     */
    public void reconcile(long rejectedInFooters, long duplicatesInFooters) {
      long byReason = rejected.values().stream().mapToLong(Long::longValue).sum();
      if (byReason != rejectedInFooters) {
        throw new ReconciliationException(
            "rejected records don't add up: %d by reason, %d in the written files"
                .formatted(byReason, rejectedInFooters));
      }
      if (duplicate != duplicatesInFooters) {
        throw new ReconciliationException(
            "duplicates don't add up: %d in the groups, %d in the written files"
                .formatted(duplicate, duplicatesInFooters));
      }
      if (read != cleaned + duplicate + byReason) {
        throw new ReconciliationException(
            "records don't add up: %d read, but %d cleaned + %d duplicate + %d rejected = %d"
                .formatted(read, cleaned, duplicate, byReason, cleaned + duplicate + byReason));
      }
    }
  }
}
