package spanglue.glue.read;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;
import spanglue.glue.read.RecordBounds.ByteRange;
import spanglue.glue.read.RecordBounds.Range;

/**
 * What a file's name, size and first bytes tell.
 *
 * @param header the names in a CSV's header; empty for JSON
 * @param length the file's size in bytes, as it is stored
 */
record FileHead(RecordSource source, List<String> header, long length) {
  private static final List<String> EXTENSIONS =
      Arrays.stream(RecordFormat.values()).flatMap(f -> f.extensions().stream()).toList();
  private static final Pattern NAME =
      Pattern.compile("(?i).*\\.(" + String.join("|", EXTENSIONS) + ")(\\.gz)?");
  private static final int MAX_MAX_RECORD_BYTES = 1 << 30;
  private static final int SPACE = 0x20;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  static FileHead read(Configuration conf, Path path, FileVersion version, int maxRecordBytes) {
    if (maxRecordBytes < 1 || maxRecordBytes > MAX_MAX_RECORD_BYTES) {
      throw new IllegalArgumentException(
          "maxRecordBytes is " + maxRecordBytes + ", not in 1.." + MAX_MAX_RECORD_BYTES);
    }
    Matcher name = NAME.matcher(path.getName());
    if (!name.matches()) {
      throw new RecordFileException(
          path
              + " has no extension of a readable file: ."
              + String.join(" .", EXTENSIONS)
              + ", each also .gz");
    }
    RecordFormat format =
        RecordFormat.CSV.extensions().contains(name.group(1).toLowerCase(Locale.ROOT))
            ? RecordFormat.CSV
            : RecordFormat.JSON_LINES;
    RecordSource asked =
        new RecordSource(
            path.toUri(),
            version,
            name.group(2) != null,
            format,
            0,
            RecordEncoding.UTF_8,
            maxRecordBytes);
    try {
      FileStatus status = asked.status(conf);
      if (status.isDirectory()) {
        throw new RecordFileException(path + " is a directory, not a file");
      }
      RecordSource source = asked.withVersion(version.orElse(FileVersion.of(status)));
      if (status.getLen() == 0) {
        throw empty(source);
      }
      checkStored(conf, source);
      try (PushbackInputStream in =
          new PushbackInputStream(source.open(conf, 0), FileKind.HEAD_BYTES)) {
        checkContent(source, in);
        RecordSource data = source.withDataStart(skipByteOrderMark(in));
        return format == RecordFormat.CSV
            ? new FileHead(data, header(data, in), status.getLen())
            : new FileHead(data.withFormat(jsonFormat(data, in)), List.of(), status.getLen());
      }
    } catch (FileNotFoundException e) {
      throw new RecordFileException(path + " does not exist", e);
    } catch (IOException e) {
      throw RecordFileException.unreadable(conf, asked, e);
    }
  }

  private static void checkStored(Configuration conf, RecordSource source) throws IOException {
    try (InputStream in = source.openStored(conf)) {
      refuse(source, FileKind.ofStored(in.readNBytes(2), source.gzipped()));
    }
  }

  private static void checkContent(RecordSource source, PushbackInputStream in) throws IOException {
    byte[] head = in.readNBytes(FileKind.HEAD_BYTES);
    refuse(source, FileKind.ofContent(head, source.format()));
    in.unread(head);
  }

  private static void refuse(RecordSource source, @Nullable FileKind kind) {
    if (kind != null) {
      throw kind.refused(source);
    }
  }

  private static long skipByteOrderMark(PushbackInputStream in) throws IOException {
    byte[] start = in.readNBytes(BYTE_ORDER_MARK.length);
    if (Arrays.equals(start, BYTE_ORDER_MARK)) {
      return start.length;
    }
    in.unread(start);
    return 0;
  }

  private static List<String> header(RecordSource source, InputStream in) throws IOException {
    Range all = new Range(ByteRange.from(source.dataStart()), Automaton.RECORD_START, 0);
    LineRecords records = new LineRecords(source, in, all);
    if (!records.nextRecord()) {
      throw empty(source);
    }
    String[] names = CsvRecord.parse(records.text());
    if (names == null) {
      throw new RecordFileException(
          "the header of "
              + source.file()
              + " is malformed: it has a quote that never closes, or text after a closing quote");
    }
    return List.of(names);
  }

  private static RecordFormat jsonFormat(RecordSource source, InputStream in) throws IOException {
    byte[] buffer = new byte[8 << 10];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      for (int i = 0; i < read; i++) {
        if ((buffer[i] & 0xff) > SPACE) {
          return buffer[i] == '[' ? RecordFormat.JSON_ARRAY : RecordFormat.JSON_LINES;
        }
      }
    }
    throw empty(source);
  }

  private static RecordFileException empty(RecordSource source) {
    return new RecordFileException(
        source.file()
            + " is empty: expected "
            + (source.format() == RecordFormat.CSV ? "a header line" : "JSON")
            + "; see that the upload was complete");
  }
}
