package spanglue.glue.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import spanglue.glue.read.RecordBounds.ByteRange;
import spanglue.glue.read.RecordBounds.Range;

/** Ranges that are read apart give what the whole text holds, wherever they are cut. */
class RecordBoundsTest {
  private static final List<String> CSV_PIECES =
      List.of(
          "\"", "\"", "\"\"", ",", ",", "\n", "\n", "\r", "\r\n", " ", "a", "b", "é", "€", "😀");
  private static final List<String> LINE_PIECES =
      List.of("{", "}", "\"", ",", "\n", "\r\n", "\r", " ", "a", "€");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void csvCutAnywhereGivesTheRecordsOfTheWholeText(long seed) throws IOException {
    RandomText random = new RandomText(seed);
    for (int i = 0; i < 3_000; i++) {
      String text = "header\n" + random.of(CSV_PIECES, 40);
      byte[] bytes = text.getBytes(UTF_8);
      List<String> expected = NaiveCsv.split(text);

      assertReads(
          RecordFormat.CSV,
          bytes,
          random.cut(0, bytes.length, 12),
          expected.subList(1, expected.size()));
    }
  }

  @Test
  void longCsvCutAnywhereGivesTheRecordsOfTheWholeText() throws IOException {
    RandomText random = new RandomText(4);
    for (int i = 0; i < 30; i++) {
      String text = "header\n" + random.of(CSV_PIECES, 100_000);
      byte[] bytes = text.getBytes(UTF_8);
      List<String> expected = NaiveCsv.split(text);

      assertReads(
          RecordFormat.CSV,
          bytes,
          random.cut(0, bytes.length, 12),
          expected.subList(1, expected.size()));
    }
  }

  @Test
  void csvCutAtEveryByteGivesTheRecordsOfTheWholeText() throws IOException {
    String text =
        "h,i\r\n1,\"two\r\n\"\"lines\"\"\"\r\n \r\n\n 3,é\"x\"\n4,\"\"\r\n\"5\"6,7\n8,\"open\n";
    byte[] bytes = text.getBytes(UTF_8);

    assertReads(
        RecordFormat.CSV,
        bytes,
        ByteRange.cut(0, bytes.length, 1),
        List.of("1,\"two\r\n\"\"lines\"\"\"", " 3,é\"x\"", "4,\"\"", "\"5\"6,7", "8,\"open\n"));
  }

  @Test
  void jsonLinesCutAnywhereGiveTheLinesOfTheWholeText() throws IOException {
    RandomText random = new RandomText(5);
    for (int i = 0; i < 3_000; i++) {
      String text = random.of(LINE_PIECES, 40);
      byte[] bytes = text.getBytes(UTF_8);
      // A carriage return before the line feed ends the line too; one before the end of the file
      // does not.
      List<String> expected =
          Arrays.stream((text + "\0").split("\n", -1))
              .map(line -> line.endsWith("\0") ? line.substring(0, line.length() - 1) : chomp(line))
              .filter(line -> line.chars().anyMatch(c -> c > ' '))
              .toList();

      assertReads(RecordFormat.JSON_LINES, bytes, random.cut(0, bytes.length, 12), expected);
    }
  }

  @Test
  void aRecordMaySpanManyRangesAndBuffers() throws IOException {
    String huge = "\"" + "long, \"\"quoted\"\"\r\n".repeat(60_000) + "\"";
    String text = "h\nbefore\n" + huge + "\n" + " ".repeat(400_000) + "\nafter";
    byte[] bytes = text.getBytes(UTF_8);

    assertReads(
        RecordFormat.CSV,
        bytes,
        ByteRange.cut(0, bytes.length, 64 << 10),
        List.of("before", huge, "after"));
  }

  @Test
  void bytesThatAreNoUtf8BecomeReplacementCharacters() throws IOException {
    byte[] bytes = {'h', '\n', 'a', (byte) 0xff, 'b', '\n', (byte) 0xc3, '\n'};

    assertReads(
        RecordFormat.CSV, bytes, ByteRange.cut(0, bytes.length, 3), List.of("a\ufffdb", "\ufffd"));
  }

  /** Both passes over the ranges, as tasks run them. */
  private static void assertReads(
      RecordFormat format, byte[] bytes, List<ByteRange> ranges, List<String> expected)
      throws IOException {
    RecordSource source =
        new RecordSource(
            URI.create("file:/text"),
            FileVersion.ANY,
            false,
            format,
            0,
            RecordEncoding.UTF_8,
            Integer.MAX_VALUE >> 1);
    List<RangeScan.Effect> effects = new ArrayList<>();
    for (ByteRange range : ranges) {
      effects.add(
          RangeScan.scan(format.automaton(), new Utf8Check(from(bytes, range)), range.length()));
    }
    RecordBounds bounds = RecordBounds.compose(ranges, effects, format.headers());
    List<String> texts = new ArrayList<>();
    List<Long> positions = new ArrayList<>();
    for (Range range : bounds.ranges()) {
      try (Records records = new LineRecords(source, from(bytes, range.bytes()), range)) {
        while (records.next()) {
          texts.add(records.text());
          positions.add(records.position());
        }
      }
    }

    boolean utf8 = Arrays.equals(new String(bytes, UTF_8).getBytes(UTF_8), bytes);
    String shown =
        ranges + " of " + (bytes.length < 200 ? new String(bytes, UTF_8) : "a long text");
    assertThat(texts).as(shown).isEqualTo(expected);
    assertThat(bounds.count()).as(shown).isEqualTo(expected.size());
    assertThat(bounds.encoding())
        .as(shown)
        .isEqualTo(utf8 ? RecordEncoding.UTF_8 : RecordEncoding.WINDOWS_1252);
    assertThat(positions)
        .as(shown)
        .isEqualTo(IntStream.rangeClosed(1, expected.size()).mapToObj(Long::valueOf).toList());
  }

  private static InputStream from(byte[] bytes, ByteRange range) {
    int start = (int) range.start();
    return new ByteArrayInputStream(bytes, start, bytes.length - start);
  }

  private static String chomp(String line) {
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }
}
