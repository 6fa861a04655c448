package spanglue.glue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import spanglue.glue.columns.ColumnNames;
import spanglue.glue.columns.Columns;

/**
 * How a file's columns stand to those that the pipeline needs.
 *
 * @param width the columns that the header names
 * @param indexes by column of {@link Columns#NEEDED}, where it stands in a record
 * @param unknown standardized names that are neither needed nor dropped
 */
record InputColumns(int width, List<Integer> indexes, List<String> unknown) {

  /**
   * Reads a CSV's header.
   *
   * @throws InvalidInputException where two names standardize to one, or a needed column is missing
   */
  static InputColumns ofHeader(String file, List<String> header) {
    Map<String, Integer> found = new LinkedHashMap<>();
    for (int i = 0; i < header.size(); i++) {
      String name = ColumnNames.standardize(header.get(i));
      Integer earlier = found.putIfAbsent(name, i);
      if (earlier != null) {
        throw new InvalidInputException(
            "columns '%s' and '%s' of %s are both '%s'; expected each column once: rename one"
                .formatted(header.get(earlier), header.get(i), file, name));
      }
    }
    checkPresent(file, List.copyOf(found.keySet()));
    return new InputColumns(
        header.size(),
        Columns.NEEDED.stream().map(found::get).toList(),
        found.keySet().stream()
            .filter(name -> !Columns.NEEDED.contains(name) && !Columns.DROPPED.contains(name))
            .toList());
  }

  /**
   * Fails where a needed column is not among the present ones.
   *
   * @throws InvalidInputException naming the missing and the present columns
   */
  static void checkPresent(String file, List<String> present) {
    List<String> missing = new ArrayList<>(Columns.NEEDED);
    missing.removeAll(present);
    if (!missing.isEmpty()) {
      throw new InvalidInputException(
          "%s missing from %s; present: %s; see docs/data.md"
              .formatted(
                  missing.size() == 1
                      ? "column '" + missing.get(0) + "' is"
                      : "columns '" + String.join("', '", missing) + "' are",
                  file,
                  present.isEmpty() ? "none" : String.join(", ", present)));
    }
  }
}
