package spanglue.tracing;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import spanglue.tracing.internal.export.Counts;

/**
 * What became of the spans of one {@link Tracing} or {@link JobTracing}, so far.
 *
 * @param recorded spans that ended, sent or not
 * @param sent spans that the receiver took with a 2xx answer, or that went out to the X-Ray daemon,
 *     which never answers
 * @param folded spans that are not sent because the trace of the job would outgrow its budget;
 *     their parents say so
 * @param dropped spans that will never arrive, by reason: {@code buffer_full}, {@code no_endpoint},
 *     {@code bad_endpoint}, {@code unreachable}, {@code connection_lost}, {@code timeout}, {@code
 *     too_large} (for a datagram), {@code no_credentials}, {@code exporter_failed}, {@code
 *     not_http} (of what is no HTTP), {@code rejected} (by a receiver that took the rest of a
 *     request), {@code http_<status>}, or the code that X-Ray itself gives for a segment; a reason
 *     without a span is not in the map
 */
public record TelemetryCounts(long recorded, long sent, long folded, Map<String, Long> dropped) {
  /** Copies {@code dropped}, in the order of the reasons. */
  public TelemetryCounts {
    dropped = Collections.unmodifiableMap(new TreeMap<>(dropped));
  }

  static TelemetryCounts of(Counts.Snapshot counts) {
    return new TelemetryCounts(counts.recorded(), counts.sent(), counts.folded(), counts.dropped());
  }

  /** All dropped spans, whatever the reason. */
  public long droppedTotal() {
    return dropped.values().stream().mapToLong(Long::longValue).sum();
  }
}
