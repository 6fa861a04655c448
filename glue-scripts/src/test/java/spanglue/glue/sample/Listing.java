package spanglue.glue.sample;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** One listing as text, and the names of the defects that were put into it. */
public final class Listing {
  private final EnumMap<Column, String> fields = new EnumMap<>(Column.class);
  private final Set<String> defects = new LinkedHashSet<>();
  private final Set<Column> settled = EnumSet.noneOf(Column.class);
  private boolean mustStay;

  /** The column's text, empty where it is missing. */
  public String get(Column column) {
    return fields.getOrDefault(column, "");
  }

  /** The defects' names, as {@link Defects} has them. */
  public Set<String> defects() {
    return Set.copyOf(defects);
  }

  boolean has(String defect) {
    return defects.contains(defect);
  }

  Listing set(Column column, String value) {
    fields.put(column, value);
    return this;
  }

  /** Whether the defect can be put in without undoing another one. */
  boolean takes(Defect defect) {
    return !(defect.rejected() && mustStay)
        && defect.columns().stream().noneMatch(settled::contains);
  }

  void put(Defect defect) {
    defect.change().accept(this);
    settled.addAll(defect.columns());
    defects.add(defect.name());
  }

  /** Marks a member of a group of duplicates: no defect may now part it from its group. */
  void duplicate(String kind) {
    defects.add(kind);
    settled.addAll(
        EnumSet.of(
            Column.ID,
            Column.HOST_NAME,
            Column.LAT,
            Column.LONG,
            Column.PRICE,
            Column.MINIMUM_NIGHTS));
    mustStay = true;
  }
}
