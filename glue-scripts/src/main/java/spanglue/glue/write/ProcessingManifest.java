package spanglue.glue.write;

import java.util.List;
import java.util.Map;

/**
 * What a processing job wrote; {@code processed/run_id=<run>/_MANIFEST.json}, the last thing that
 * it writes.
 *
 * @param files by output, the files' paths below {@code run_id=<run>/}
 */
public record ProcessingManifest(String runId, Rows rows, Map<String, List<String>> files) {

  /**
   * What came in and what went out.
   *
   * @param read rows in the footers of the cleaned files
   * @param listings rows in the footers of the written listings
   * @param summary rows in the footers of the written summary
   */
  public record Rows(long read, long listings, long summary) {

    /**
     * Holds the sources against each other.
     *
     * @param expected what the cleaning job's manifest says it wrote
     * @throws ReconciliationException where a listing was lost or doubled on the way
     */
    public void reconcile(long expected) {
      if (read != expected || listings != read) {
        throw new ReconciliationException(
            "listings don't add up: %d in the manifest, %d read, %d written"
                .formatted(expected, read, listings));
      }
    }
  }
}
