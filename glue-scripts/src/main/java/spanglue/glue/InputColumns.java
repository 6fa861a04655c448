package spanglue.glue;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
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
  private static final int MOST_SHOWN = 40;
  private static final int LONGEST_SHOWN = 40;
  private static final Pattern CONTROLS = Pattern.compile("\\p{Cc}");

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
                .formatted(shown(header.get(earlier)), shown(header.get(i)), file, shown(name)));
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

  /** The first names: a file that is no CSV may have any number of them, and any text in them. */
  private static String shown(List<String> names) {
    String first = names.stream().limit(MOST_SHOWN).map(InputColumns::shown).collect(joining(", "));
    return names.size() > MOST_SHOWN ? first + ", .. (" + names.size() + " in all)" : first;
  }

  private static String shown(String name) {
    String plain = CONTROLS.matcher(name).replaceAll("\ufffd");
    int characters = plain.codePointCount(0, plain.length());
    return characters > LONGEST_SHOWN
        ? plain.substring(0, plain.offsetByCodePoints(0, LONGEST_SHOWN)) + ".."
        : plain;
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
                  present.isEmpty() ? "none" : shown(present)));
    }
  }
}
