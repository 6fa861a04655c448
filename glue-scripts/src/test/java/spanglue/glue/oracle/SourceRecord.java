package spanglue.glue.oracle;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One record of an input file.
 *
 * @param raw the record's text, without the line's end (CSV, JSON Lines) or the space around the
 *     array's element (JSON)
 * @param malformed whether the record can't be split into fields; then there are no values
 * @param values text by standard column name; a null is a missing value
 * @param nested standard names of the fields that hold a JSON object or array
 */
record SourceRecord(
    String raw, boolean malformed, Map<String, @Nullable String> values, Set<String> nested) {

  static SourceRecord malformed(String raw) {
    return new SourceRecord(raw, true, Map.of(), Set.of());
  }
}
