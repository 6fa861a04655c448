package spanglue.glue.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import spanglue.glue.TestSpark;

/** What is refused, and how it is said; what is broken within a file and does not stop it. */
class BrokenFileTest {
  private final SparkSession spark = TestSpark.session();

  @TempDir Path folder;

  @Test
  void aMissingFileAFolderAndAnotherExtensionAreNamed() throws Exception {
    Path directory = Files.createDirectory(folder.resolve("folder.csv"));

    assertRefused(folder.resolve("none.csv"), "none.csv does not exist");
    assertRefused(directory, "folder.csv is a directory, not a file");
    assertRefused(ReadFiles.write(folder, "a.xlsx", "x"), "a.xlsx has no extension", ".csv .json");
    assertRefused(ReadFiles.write(folder, "a.csv.zip", "x"), "a.csv.zip has no extension");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.csv", "a.json", "a.jsonl"})
  void emptyAndBlankFilesAreRefused(String name) {
    for (String text : List.of("", "\ufeff", " \r\n\n ")) {
      assertRefused(ReadFiles.write(folder, name, text), name + " is empty");
      assertRefused(ReadFiles.write(folder, name + ".gz", ReadFiles.gzip(text)), ".gz is empty");
    }
    assertRefused(ReadFiles.write(folder, name + ".gz", ""), ".gz is empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.csv", "a.json"})
  void utf16IsRefusedByItsByteOrderMark(String name) {
    byte[] littleEndian = "\ufeffid\n1".getBytes(StandardCharsets.UTF_16LE);
    byte[] bigEndian = "\ufeffid\n1".getBytes(StandardCharsets.UTF_16BE);

    assertRefused(ReadFiles.write(folder, name, littleEndian), name + " is UTF-16", "UTF-8");
    assertRefused(ReadFiles.write(folder, name, bigEndian), name + " is UTF-16", "UTF-8");
  }

  @Test
  void aMalformedHeaderIsRefused() {
    assertRefused(ReadFiles.write(folder, "a.csv", "id,\"name\n1,2\n"), "header of", "malformed");
    assertRefused(ReadFiles.write(folder, "a.csv", "\"id\" ,b\n1,2\n"), "header of", "malformed");
  }

  @Test
  void aDamagedGzipFileIsNamedWhereverItIsDamaged() {
    byte[] good = ReadFiles.gzip("id\n" + "some text, and more\n".repeat(100_000));
    byte[] twice = Arrays.copyOf(good, good.length + 5);
    System.arraycopy(good, 0, twice, good.length, 5);
    byte[] garbage = Arrays.copyOf(good, good.length + 30);
    Arrays.fill(garbage, good.length, garbage.length, (byte) 'x');
    byte[] flipped = good.clone();
    flipped[good.length - 6] ^= 0x55;

    assertRefused(ReadFiles.write(folder, "no.csv.gz", "id\n1\n"), "no.csv.gz", "not gzip");
    assertRefused(
        ReadFiles.write(folder, "start.csv.gz", Arrays.copyOf(good, 5)), "start.csv.gz", "cut off");
    for (byte[] bytes :
        List.of(
            Arrays.copyOf(good, good.length - 1),
            Arrays.copyOf(good, good.length / 2),
            twice,
            garbage,
            flipped)) {
      RecordFile file = open(ReadFiles.write(folder, "cut.csv.gz", bytes));
      assertThatThrownBy(file::findBounds)
          .isInstanceOf(RecordFileException.class)
          .hasMessageContaining("cut.csv.gz")
          .hasMessageContaining("cut off, damaged");
    }
  }

  @Test
  void aFileThatIsGoneIsNamedByBothPasses() throws Exception {
    Path path = ReadFiles.write(folder, "gone.csv", "id\n1\n");
    RecordFile file = open(path);
    Dataset<Row> records = ReadFiles.records(file);
    Files.delete(path);

    assertThatThrownBy(file::findBounds)
        .isInstanceOf(RecordFileException.class)
        .hasMessageContaining("gone.csv");
    assertThatThrownBy(records::count)
        .hasRootCauseInstanceOf(FileNotFoundException.class)
        .hasStackTraceContaining("cannot read file:")
        .hasStackTraceContaining("gone.csv");
  }

  @ParameterizedTest
  @CsvSource({
    "a.csv, 'id,t\n1,a\n2,\"', 'x\n', '\"\n', 2",
    "b.csv, 'id,t\n1,a\n2,\"', 'x\n', '', 2",
    "c.csv.gz, 'id,t\n1,', 'x', '\n', 1",
    "a.jsonl, '{\"a\":1}\n\n{\"a\":\"', 'x', '\"}\n', 2",
    "a.json, '[{\"a\":1},{\"a\":\"', 'x', '\"}]', 2",
    "b.json, '[{\"a\":1}]', ' x', '', 2"
  })
  void aRecordThatIsTooLongIsOneClearError(
      String name, String before, String repeated, String after, long position) {
    String text = before + repeated.repeat(ReadFiles.MAX_RECORD_BYTES) + after;
    byte[] bytes =
        name.endsWith(".gz") ? ReadFiles.gzip(text) : text.getBytes(StandardCharsets.UTF_8);
    RecordFile file = open(ReadFiles.write(folder, name, bytes));

    assertThatThrownBy(() -> file.records(file.findBounds()).count())
        .satisfies(
            thrown ->
                assertThat(tooLong(thrown))
                    .hasMessageContaining("record " + position + " of ")
                    .hasMessageContaining(name)
                    .hasMessageContaining("longer than 1048576 bytes"));
  }

  @Test
  void aRecordAsLongAsTheBoundIsRead() {
    String longest = "x".repeat(ReadFiles.MAX_RECORD_BYTES);
    String blank = " ".repeat(3 * ReadFiles.MAX_RECORD_BYTES);

    Path csv = ReadFiles.write(folder, "a.csv", "id\n" + longest + "\r\n" + blank + "\n" + longest);
    Path array = ReadFiles.write(folder, "a.json", "[" + blank + longest + "," + longest + "]");

    assertThat(ReadFiles.texts(open(csv))).containsExactly(longest, longest);
    assertThat(ReadFiles.texts(open(array))).containsExactly(longest, longest);
  }

  @Test
  void aHeaderThatIsTooLongIsRefused() {
    Path path = ReadFiles.write(folder, "a.csv", "x".repeat(ReadFiles.MAX_RECORD_BYTES + 1));

    assertThatThrownBy(() -> open(path))
        .isInstanceOf(RecordTooLongException.class)
        .hasMessageContaining("the header of");
  }

  @Test
  void theBoundMustBePositiveAndFitInMemory() {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path("file:/a.csv");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecordFile.open(spark, path, FileVersion.ANY, 0))
        .withMessageContaining("maxRecordBytes is 0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // cut off: within an element, after one, after a comma, at once
        "[{\"id\":1},{\"id\":2        | {\"id\":1}; !,{\"id\":2",
        "[{\"id\":1},{\"id\":\"2,3]   | {\"id\":1}; !,{\"id\":\"2,3]",
        "[{\"id\":1}, {\"id\":2}      | {\"id\":1}; !,{\"id\":2}",
        "[{\"id\":1}                  | ![{\"id\":1}",
        "[{\"id\":1},                 | {\"id\":1}",
        "[                            | ",
        // text after the array
        "[{\"id\":1}] {\"id\":2}      | {\"id\":1}; !]{\"id\":2}",
        "[{\"id\":1}]] , x            | {\"id\":1}; !]] , x",
        "[][{\"id\":1}]               | !][{\"id\":1}]",
        // broken within
        "[{\"id\":1} {\"id\":2},{\"id\":3}] | !{\"id\":1} {\"id\":2}; {\"id\":3}",
        "[{\"id\":1}},{\"id\":3}]     | !{\"id\":1}}; {\"id\":3}",
        "[{\"id\":1],{\"id\":3}]      | !{\"id\":1]; {\"id\":3}",
        "[{\"id\":[1},{\"id\":3}]     | ![{\"id\":[1},{\"id\":3}]",
        "[,{\"id\":1},,x,null,]       | {\"id\":1}; !x; !null"
      })
  void aBrokenArrayHasMalformedRecordsWhereItIsBroken(String text, String expected) {
    RecordFile file = open(ReadFiles.write(folder, "broken.json", text));

    List<Row> rows =
        RecordParser.parseJson(ReadFiles.records(file), List.of("id"), List.of()).collectAsList();

    assertThat(
            rows.stream()
                .map(row -> (row.<Boolean>getAs("malformed") ? "!" : "") + row.getAs("raw")))
        .containsExactlyElementsOf(
            expected == null ? List.of() : Arrays.asList(expected.split("; ", -1)));
    assertThat(file.findBounds().count()).isEqualTo(rows.size());
  }

  private RecordFile open(Path path) {
    return ReadFiles.open(spark, path);
  }

  private void assertRefused(Path path, String... parts) {
    assertThatThrownBy(() -> open(path))
        .isInstanceOf(RecordFileException.class)
        .hasMessageContainingAll(parts);
  }

  private static Throwable tooLong(Throwable thrown) {
    Throwable cause = thrown;
    while (!(cause instanceof RecordTooLongException) && cause.getCause() != null) {
      cause = cause.getCause();
    }
    assertThat(cause).isInstanceOf(RecordTooLongException.class);
    return cause;
  }
}
