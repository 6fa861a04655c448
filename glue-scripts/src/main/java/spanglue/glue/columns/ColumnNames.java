package spanglue.glue.columns;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The one spelling of a column's name, however a file's header or a record's key spells it. */
public final class ColumnNames {
  private static final Pattern SEPARATORS = Pattern.compile("[ .\\-]+");

  private static final Map<String, String> ALIASES =
      Map.of(
          "latitude", "lat",
          "longitude", "long",
          "lng", "long",
          "neighborhood", "neighbourhood",
          "neighborhood_group", "neighbourhood_group");

  private ColumnNames() {}

  /**
   * Trims (characters up to U+0020), lower-cases without a locale, turns runs of space, {@code -}
   * and {@code .} into one {@code _}, and resolves aliases: {@code " Host-Name"} becomes {@code
   * host_name}, {@code Latitude} becomes {@code lat}.
   */
  public static String standardize(String name) {
    String standard = SEPARATORS.matcher(name.trim().toLowerCase(Locale.ROOT)).replaceAll("_");
    return ALIASES.getOrDefault(standard, standard);
  }
}
