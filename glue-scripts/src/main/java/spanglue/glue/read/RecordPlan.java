package spanglue.glue.read;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * What to read, and from where on: what {@link RecordFile} tells the scan.
 *
 * <p>It travels as options, texts of some 30 bytes a range: {@code DataFrameReader} is the way to a
 * scan that is public in every Spark, while making a frame of a table object takes classes that
 * moved between Spark's versions.
 */
record RecordPlan(RecordSource source, RecordBounds bounds) {
  private static final String URI_KEY = "uri";
  private static final String GZIPPED = "gzipped";
  private static final String FORMAT = "format";
  private static final String DATA_START = "dataStart";
  private static final String MAX_RECORD_BYTES = "maxRecordBytes";
  private static final String COUNT = "count";
  private static final String RANGES = "ranges";

  Map<String, String> toOptions() {
    return Map.of(
        URI_KEY, source.uri().toString(),
        GZIPPED, Boolean.toString(source.gzipped()),
        FORMAT, source.format().name(),
        DATA_START, Long.toString(source.dataStart()),
        MAX_RECORD_BYTES, Integer.toString(source.maxRecordBytes()),
        COUNT, Long.toString(bounds.count()),
        RANGES, bounds.ranges().stream().map(RecordPlan::text).collect(Collectors.joining(",")));
  }

  static RecordPlan fromOptions(CaseInsensitiveStringMap options) {
    RecordSource source =
        new RecordSource(
            URI.create(text(options, URI_KEY)),
            options.getBoolean(GZIPPED, false),
            RecordFile.Format.valueOf(text(options, FORMAT)),
            options.getLong(DATA_START, 0),
            options.getInt(MAX_RECORD_BYTES, 0));
    List<RangeBounds> ranges = new ArrayList<>();
    for (String range : text(options, RANGES).split(",", -1)) {
      ranges.add(range(range));
    }
    return new RecordPlan(source, new RecordBounds(ranges, options.getLong(COUNT, 0)));
  }

  private static String text(CaseInsensitiveStringMap options, String key) {
    String value = options.get(key);
    if (value == null) {
      throw new IllegalArgumentException(
          "option '" + key + "' is missing; read through RecordFile.records");
    }
    return value;
  }

  private static String text(RangeBounds bounds) {
    ByteRange range = bounds.range();
    return range.start() + ":" + range.end() + ":" + bounds.state() + ":" + bounds.recordsBefore();
  }

  private static RangeBounds range(String text) {
    String[] parts = text.split(":", -1);
    return new RangeBounds(
        new ByteRange(Long.parseLong(parts[0]), Long.parseLong(parts[1])),
        Integer.parseInt(parts[2]),
        Long.parseLong(parts[3]));
  }
}
