package spanglue.glue.read;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a file turns out to be where that is nothing we read: the one place that looks. It is looked
 * at first, so that a refusal names what the file is, and not the columns that it seems to lack.
 *
 * @param what such as {@code a zip archive}
 * @param advice what to do about it
 */
record FileKind(String what, String advice) {
  /** How much of a file's beginning is looked at. */
  static final int HEAD_BYTES = 64 << 10;

  private static final String UNPACK = "unpack it, and upload the file that is in it";
  private static final int TAR_MAGIC_AT = 257;

  private static final List<Signature> SIGNATURES =
      List.of(
          new Signature(
              "PK\3\4",
              0,
              "a zip archive, as Excel's .xlsx is too",
              "unpack it, or save the sheet as 'CSV UTF-8'"),
          new Signature("PK\5\6", 0, "an empty zip archive", "upload the file itself"),
          new Signature(
              "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1",
              0,
              "an Excel workbook (.xls)",
              "save the sheet as 'CSV UTF-8'"),
          new Signature("ustar", TAR_MAGIC_AT, "a tar archive", UNPACK),
          new Signature("PAR1\u0015", 0, "Parquet", "write it as CSV or as JSON Lines"),
          new Signature("Obj\1", 0, "Avro", "write it as CSV or as JSON Lines"),
          new Signature("BZh", 0, "1AY&", 4, "bzip2", "compress it with gzip"),
          new Signature("(\u00b5/\u00fd", 0, "zstd", "compress it with gzip"),
          new Signature("\u00fd7zXZ\0", 0, "xz", "compress it with gzip"),
          new Signature("7z\u00bc\u00af'\u001c", 0, "a 7-Zip archive", UNPACK));

  private static final Signature GZIP = new Signature("\u001f\u008b", 0, "gzip", "");

  /** Bytes, each a character of the text, that stand at one or at two places of a kind's files. */
  private record Signature(
      String first, int firstAt, String second, int secondAt, String what, String advice) {
    Signature(String bytes, int at, String what, String advice) {
      this(bytes, at, "", 0, what, advice);
    }

    boolean isAt(String head) {
      return head.startsWith(first, firstAt) && head.startsWith(second, secondAt);
    }
  }

  /** What the stored bytes are; null where their beginning is as the file's name says. */
  static @Nullable FileKind ofStored(byte[] bytes, boolean namedGzip) {
    boolean gzip = GZIP.isAt(characters(bytes));
    if (gzip && !namedGzip) {
      return new FileKind("gzip, which its name does not say", "let its name end in .gz");
    }
    return namedGzip && !gzip
        ? new FileKind(
            "not gzip, as its name says", "compress it with gzip, or take .gz off its name")
        : null;
  }

  /** What the content is, after decompression; null where it may be records of the format. */
  static @Nullable FileKind ofContent(byte[] bytes, RecordFormat format) {
    String head = characters(bytes);
    if (GZIP.isAt(head)) {
      return new FileKind("gzip twice", "decompress it once, and upload what comes out");
    }
    for (Signature signature : SIGNATURES) {
      if (signature.isAt(head)) {
        return new FileKind(signature.what(), signature.advice());
      }
    }
    FileKind encoding = TextShape.of(head);
    if (encoding != null) {
      return encoding;
    }
    return format == RecordFormat.CSV ? CsvShape.of(head) : JsonShape.of(head);
  }

  RecordFileException refused(RecordSource source) {
    return new RecordFileException(
        "%s is %s; expected %s: %s; see docs/data.md"
            .formatted(
                source.file(),
                what,
                source.format() == RecordFormat.CSV
                    ? "CSV with a header, fields parted by commas"
                    : "one JSON object a line, or one array of objects",
                advice));
  }

  /** Each byte as one character: what is looked for is ASCII, whatever the encoding. */
  private static String characters(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
