package spanglue.glue.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Reads an input file as a whole into records, by the extension of its name. */
final class ReferenceInput {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  private ReferenceInput() {}

  /**
   * The file's records in their order, a CSV's header left out.
   *
   * @throws IllegalArgumentException for UTF-16, for two columns of one name, and for a needed
   *     column that is missing
   */
  static List<SourceRecord> read(Path file) throws IOException {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    boolean gzipped = name.endsWith(".gz");
    String text = decode(gzipped ? unzip(Files.readAllBytes(file)) : Files.readAllBytes(file));
    String plainName = gzipped ? name.substring(0, name.length() - 3) : name;
    return plainName.endsWith(".csv") ? csv(text) : json(text);
  }

  private static byte[] unzip(byte[] bytes) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return in.readAllBytes();
    }
  }

  private static String decode(byte[] bytes) {
    if (bytes.length >= 2) {
      int first = (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
      if (first == 0xfeff || first == 0xfffe) {
        throw new IllegalArgumentException("UTF-16 is not read");
      }
    }
    String text = isUtf8(bytes) ? new String(bytes, UTF_8) : new String(bytes, WINDOWS_1252);
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  /** A character that the end cuts off is let pass. */
  private static boolean isUtf8(byte[] bytes) {
    return !UTF_8
        .newDecoder()
        .decode(ByteBuffer.wrap(bytes), CharBuffer.allocate(bytes.length + 1), false)
        .isError();
  }

  private static List<SourceRecord> csv(String text) {
    List<CsvReference.CsvRecord> records = CsvReference.split(text);
    if (records.isEmpty()) {
      throw new IllegalArgumentException("no header");
    }
    List<String> columns =
        records.get(0).fields().stream().map(ListingColumns::standardName).toList();
    Set<String> distinct = new HashSet<>(columns);
    if (distinct.size() < columns.size()) {
      throw new IllegalArgumentException("two columns of one name among " + columns);
    }
    requireNeeded(distinct);
    List<SourceRecord> result = new ArrayList<>();
    for (CsvReference.CsvRecord record : records.subList(1, records.size())) {
      result.add(csvRecord(columns, record));
    }
    return result;
  }

  private static SourceRecord csvRecord(List<String> columns, CsvReference.CsvRecord record) {
    if (!record.wellQuoted() || record.fields().size() != columns.size()) {
      return SourceRecord.malformed(record.raw());
    }
    Map<String, @Nullable String> values = new HashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      values.put(columns.get(i), record.fields().get(i));
    }
    return new SourceRecord(record.raw(), false, values, Set.of());
  }

  private static List<SourceRecord> json(String text) {
    List<SourceRecord> records = JsonReference.split(text);
    requireNeeded(
        records.stream().flatMap(r -> r.values().keySet().stream()).collect(Collectors.toSet()));
    return records;
  }

  private static void requireNeeded(Set<String> present) {
    List<String> missing =
        ListingColumns.NEEDED.stream().filter(column -> !present.contains(column)).toList();
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException("missing: " + missing + "; present: " + present);
    }
  }
}
