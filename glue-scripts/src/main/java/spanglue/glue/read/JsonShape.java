package spanglue.glue.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import spanglue.glue.columns.ColumnNames;
import spanglue.glue.columns.Columns;

/** What the objects of a file named JSON are, where they are neither lines nor one array. */
final class JsonShape {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
  private static final Pattern PLAIN = Pattern.compile("[\\w .-]{1,40}");
  private static final String LINES = "write one object a line";

  private final String text;

  /** Of the first object: its keys that are columns, those of them with nested values, others. */
  private int columns;

  private int nestedColumns;
  private @Nullable String arrayAt;
  private @Nullable String recordAt;

  /** Whether the first object goes on in a second line, and where it ends (-1: not seen). */
  private boolean indented;

  private int end = -1;

  /** Objects that follow the first on the line of the one before, and on a line of their own. */
  private int joined;

  private int apart;

  private JsonShape(String text) {
    this.text = text;
  }

  /**
   * Looks at a file's first bytes.
   *
   * @param head a character for each byte
   */
  static @Nullable FileKind of(String head) {
    JsonShape shape = new JsonShape(TextShape.withoutMark(head));
    if (TextShape.firstCharacter(head) != '{') {
      return isHeader(shape.text)
          ? new FileKind("CSV by its first line", "let its name end in .csv")
          : null;
    }
    try (JsonParser parser = FACTORY.createParser(shape.text)) {
      shape.look(parser);
    } catch (JsonProcessingException brokenOrCutOff) {
      if (!(brokenOrCutOff instanceof JsonEOFException) && shape.end < 0) {
        return shape.indented ? shape.kind() : null;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reading a text in memory", e);
    }
    return shape.kind();
  }

  private static boolean isHeader(String text) {
    String firstLine = text.strip().lines().findFirst().orElse("");
    return Arrays.stream(firstLine.replace("\"", "").split(",", -1))
            .filter(name -> Columns.NEEDED.contains(ColumnNames.standardize(name)))
            .count()
        >= Columns.NEEDED.size() / 2;
  }

  private void look(JsonParser parser) throws IOException {
    parser.nextToken();
    int firstLine = line(parser);
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      indented |= line(parser) > firstLine;
      lookAtValue(parser, parser.currentName());
    }
    indented |= line(parser) > firstLine;
    end = (int) parser.currentLocation().getCharOffset();
    int endLine = line(parser);
    while (parser.nextToken() != null) {
      if (line(parser) == endLine) {
        joined++;
      } else {
        apart++;
      }
      parser.skipChildren();
      endLine = line(parser);
    }
  }

  private void lookAtValue(JsonParser parser, String key) throws IOException {
    boolean column = isColumn(key);
    JsonToken value = parser.nextToken();
    columns += column ? 1 : 0;
    if (!value.isStructStart()) {
      return;
    }
    nestedColumns += column ? 1 : 0;
    JsonToken first = parser.nextToken();
    if (value == JsonToken.START_ARRAY && first.isStructStart()) {
      arrayAt = key;
    } else if (first == JsonToken.FIELD_NAME && isColumn(parser.currentName())) {
      recordAt = key;
    }
    // Out of the value again: what is nested in it is passed over.
    for (JsonToken inner = first; !inner.isStructEnd(); inner = parser.nextToken()) {
      parser.skipChildren();
      if (parser.currentToken() == null) {
        return;
      }
    }
  }

  private @Nullable FileKind kind() {
    boolean alone = joined + apart == 0 && !isFollowedByAComma();
    if (alone && nestedColumns > 1 && nestedColumns * 2 > columns) {
      return new FileKind(
          "one JSON object of columns, as pandas writes unless told otherwise",
          LINES + " (pandas: to_json(orient='records', lines=True))");
    }
    if (alone && columns == 0 && arrayAt != null) {
      return new FileKind(
          "one JSON object that holds the array" + under(arrayAt), "upload the array alone");
    }
    if (alone && columns == 0 && recordAt != null) {
      return new FileKind("one JSON object that holds the records by their keys", LINES);
    }
    if (indented) {
      return new FileKind("JSON objects that span several lines each", LINES);
    }
    if (joined > 0 && apart == 0) {
      return new FileKind("JSON objects one behind the other on one line", LINES);
    }
    return isFollowedByAComma() && everyLineEndsSo()
        ? new FileKind(
            "JSON objects parted by commas, without the brackets of an array",
            "put them between [ and ], or " + LINES)
        : null;
  }

  private boolean isFollowedByAComma() {
    return end >= 0 && text.substring(end).stripLeading().startsWith(",");
  }

  /** One line among good ones is a malformed record, and not what the file is. */
  private boolean everyLineEndsSo() {
    String[] lines = text.strip().split("\\R", -1);
    return Arrays.stream(lines).limit(lines.length - 1L).allMatch(l -> l.strip().endsWith(","));
  }

  private static String under(String key) {
    return PLAIN.matcher(key).matches() ? " under '" + key + "'" : "";
  }

  private static boolean isColumn(String key) {
    return Columns.NEEDED.contains(ColumnNames.standardize(key));
  }

  private static int line(JsonParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }
}
