package spanglue.glue.read;

import java.io.Serializable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import spanglue.glue.columns.ColumnNames;

/** Which columns the keys of JSON records stand for. */
final class JsonColumns implements Serializable {
  private static final int MAX_COLUMNS = Long.SIZE;
  private static final int MAX_REMEMBERED = 1_000;

  /** What a key stands for, when it is none of the columns. */
  static final int UNKNOWN = -1;

  static final int IGNORED = -2;

  /**
   * A key's meaning.
   *
   * @param column the column's index, {@link #UNKNOWN} or {@link #IGNORED}
   */
  record Key(String standardName, int column) implements Serializable {}

  private final List<String> columns;
  private final Map<String, Integer> indexes = new HashMap<>();
  private final Set<String> ignored;

  /** Records of a file spell their keys alike; a file that does not can't fill the memory. */
  private final Map<String, Key> remembered = new ConcurrentHashMap<>();

  /**
   * @param columns the columns wanted, by standardized name, at most 64
   * @param ignored columns that are known and not wanted, by standardized name
   */
  JsonColumns(List<String> columns, List<String> ignored) {
    if (columns.size() > MAX_COLUMNS) {
      throw new IllegalArgumentException(
          columns.size() + " columns, more than the " + MAX_COLUMNS + " bits of `present`");
    }
    this.columns = List.copyOf(columns);
    this.ignored = new HashSet<>(ignored);
    for (String column : columns) {
      indexes.put(column, indexes.size());
    }
  }

  int size() {
    return columns.size();
  }

  String name(int column) {
    return columns.get(column);
  }

  Key key(String name) {
    Key key = remembered.get(name);
    if (key == null) {
      String standard = ColumnNames.standardize(name);
      int other = ignored.contains(standard) ? IGNORED : UNKNOWN;
      key = new Key(standard, indexes.getOrDefault(standard, other));
      if (remembered.size() < MAX_REMEMBERED) {
        remembered.put(name, key);
      }
    }
    return key;
  }
}
