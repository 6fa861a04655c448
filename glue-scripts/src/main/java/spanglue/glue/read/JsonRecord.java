package spanglue.glue.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of one JSON object, as text. */
final class JsonRecord {
  /** Each open bracket costs some 56 bytes of heap, and no stack. */
  private static final int MAX_DEPTH = 1_000_000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          // The record's own bound limits these.
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxNestingDepth(MAX_DEPTH)
                  .build())
          // Keys are the uploader's text: they must neither stay in memory nor collide it to death.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .build();

  /**
   * What a good record holds.
   *
   * @param values by column, null where the key is absent or its value is null or nested
   * @param nested the first column whose value is an object or an array
   * @param present bit i: the record has a key for column i
   * @param unknown the standardized names that are no column, in order; null = none
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared: a row to be
  record Fields(
      String[] values, @Nullable String nested, long present, String @Nullable [] unknown) {}

  private final JsonColumns columns;
  private final @Nullable String[] values;

  /** By column, as the record spells it: two spellings of one column are no good record. */
  private final @Nullable String[] spelling;

  private final boolean[] nested;
  private final Map<String, String> otherSpellings = new HashMap<>();
  private final List<String> unknown = new ArrayList<>();

  private JsonRecord(JsonColumns columns) {
    this.columns = columns;
    values = new String[columns.size()];
    spelling = new String[columns.size()];
    nested = new boolean[columns.size()];
  }

  /**
   * Numbers and booleans are their text as written; of equal keys the last wins.
   *
   * @return null where the text is malformed: not JSON, not one object, nested deeper than a
   *     million levels, or with two different keys that stand for one name
   */
  static @Nullable Fields parse(String raw, JsonColumns columns) {
    JsonRecord json = new JsonRecord(columns);
    try (JsonParser parser = FACTORY.createParser(raw)) {
      return json.read(parser) ? json.fields() : null;
    } catch (JsonProcessingException malformed) {
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException("reading a text in memory", e);
    }
  }

  private boolean read(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return false;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (!take(name, columns.key(name), value, parser)) {
        return false;
      }
    }
    return parser.nextToken() == null;
  }

  private boolean take(String name, JsonColumns.Key key, JsonToken value, JsonParser parser)
      throws IOException {
    int column = key.column();
    if (column < 0) {
      String other = otherSpellings.putIfAbsent(key.standardName(), name);
      if (other == null && column == JsonColumns.UNKNOWN) {
        unknown.add(key.standardName());
      }
      parser.skipChildren();
      return other == null || other.equals(name);
    }
    String other = spelling[column];
    spelling[column] = name;
    nested[column] = value.isStructStart();
    values[column] =
        value.isScalarValue() && value != JsonToken.VALUE_NULL ? parser.getText() : null;
    parser.skipChildren();
    return other == null || other.equals(name);
  }

  private Fields fields() {
    long present = 0;
    String firstNested = null;
    for (int i = columns.size() - 1; i >= 0; i--) {
      present |= spelling[i] == null ? 0 : 1L << i;
      firstNested = nested[i] ? columns.name(i) : firstNested;
    }
    String[] names = unknown.isEmpty() ? null : unknown.toArray(String[]::new);
    return new Fields(values, firstNested, present, names);
  }
}
