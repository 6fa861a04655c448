package spanglue.glue.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import spanglue.glue.TestSpark;

/** What is nothing we read is named for what it is, in one line that can be shown anywhere. */
class FileKindTest {
  private static final Path CASES = Path.of("src/test/resources/cases").toAbsolutePath();

  private final SparkSession spark = TestSpark.session();

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "02-a-cr-only.csv | text whose lines end with CR alone",
        "04-a-orient-columns.json | one JSON object of columns",
        "05-b-pretty-objects.json | JSON objects that span several lines each",
        "05-c-objects-on-one-line.json | JSON objects one behind the other on one line",
        "05-d-array-in-an-object.json | one JSON object that holds the array under 'listings'",
        "06-c-utf-16.csv | UTF-16 by its byte order mark",
        "06-d-utf-16-without-mark.csv | UTF-16, without a byte order mark",
        "07-a-sep-line.csv | separated by ';', as its first line says",
        "07-b-semicolons.csv | separated by ';'",
        "08-b-tar.csv.gz | a tar archive",
        "08-c-gzip-named.csv | gzip, which its name does not say",
        "08-e-twice.csv.gz | gzip twice",
        "08-g-plain-named.csv.gz | not gzip, as its name says",
        "08-h-zip-named.csv | a zip archive"
      })
  void aFileFromTheFieldIsNamed(String name, String what) {
    assertNamed(CASES.resolve(name), what);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a.csv  | id\\tname\\n1\\ta                           | separated by tabs",
        "a.csv  | \\n\\n\"id, old\"\\174\"a\"\\174\"b\"\\n1 | separated by",
        "a.csv  | \"sep=,\"\\r\\nid,name\\r\\n1,a             | a line 'sep=,' before its header",
        "a.csv  | SEP=\\t\\nid\\tname                         | separated by tabs, as its first line",
        "a.csv  | \"id\",\"a\\rb\"\\r1,2\\r3,4                | lines end with CR alone",
        "a.csv  | {\"id\":1}\\n                               | JSON by its first characters",
        "a.csv  | [ {\"id\":1} ]                              | JSON by its first characters",
        "a.csv  | <!DOCTYPE html><html>                       | HTML or XML",
        "a.json | <?xml version=\"1.0\"?>                     | HTML or XML",
        "a.json | {\"id\":[1,2],\"price\":[\"a\",\"b\"]}      | one JSON object of columns",
        "a.json | {\"id\":{\"0\":1,\"1\":2},\\n \"price\":{\"0\":3 | one JSON object of columns",
        "a.json | {\"data\":[[1,2]],\"columns\":[\"id\"]}     | holds the array under 'data'",
        "a.json | {\\n\"x\":{},\"rows\":[\\n{\"id\":1} | holds the array under 'rows'",
        "a.json | {\"0\":{\"id\":1},\"1\":{\"id\":2}}         | holds the records by their keys",
        "a.json | {\\n\"id\":1,\\n\"price\":NaN\\n}           | span several lines",
        "a.json | {\"id\":1} {\"id\":2}{\"id\":3}             | one behind the other on one line",
        "a.json | {\"id\":1},\\n{\"id\":2},\\n{\"id\":3}      | parted by commas"
      })
  void itsLikesAreNamedToo(String name, String text, String what) {
    assertNamed(ReadFiles.write(folder, name, unescaped(text)), what);
    assertNamed(ReadFiles.write(folder, name + ".gz", ReadFiles.gzip(unescaped(text))), what);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":1,\"price\":{\"a\":2}}\n{\"id\":{\"a\":1},\"price\":{\"a\":2}}\n",
        "{\"id\":1}{\"id\":2}\n{\"id\":3}\n",
        "{\"id\":1},\n{\"id\":3}\n{\"id\":3}\n",
        "{\"id\":1,\n{\"id\":2}\n{\"id\":3}",
        "{\"id\":1,\"x\":\n{\"id\":2}\n{\"id\":3}",
        "{\"records\":[{}],\"id\":1}\n",
        "x\n{\"id\":1}\n"
      })
  void aBrokenLineIsARecordAndNotAKindOfFile(String lines) {
    RecordFile file = ReadFiles.open(spark, ReadFiles.write(folder, "a.json", lines));

    assertThat(ReadFiles.texts(file)).containsExactly(lines.strip().split("\n", -1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"id,na;me\n1,2", "\"a;b;c\",id\n1,2", "id,\"a\rb\"\n1,2", "id,name\r\r\n1,2"})
  void anOddHeaderIsAHeader(String text) {
    RecordFile file = ReadFiles.open(spark, ReadFiles.write(folder, "a.csv", text));

    assertThat(file.header()).hasSize(2);
    assertThat(ReadFiles.texts(file)).containsExactly("1,2");
  }

  @Test
  void otherEncodingsContainersAndFormatsAreNamed() throws Exception {
    String header = "id,name,host_id,price\n1,Ā,2,$3\n";
    assertNamed(ReadFiles.write(folder, "a.csv", header.getBytes(UTF_16BE)), "UTF-16, without");
    assertNamed(
        ReadFiles.write(folder, "a.json", "{\"id\":1}".getBytes(UTF_16LE)), "UTF-16, without");
    assertNamed(bytes("a.csv", "PAR1\u0015\u0004\u0015\u0010"), "Parquet");
    assertNamed(bytes("a.csv", "Obj\u0001\u0004\u0016avro.schema"), "Avro");
    assertNamed(
        bytes("a.csv", "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1\0\0"),
        "an Excel workbook");
    assertNamed(bytes("a.jsonl", "BZh91AY&SY\u0001"), "bzip2");
    assertNamed(bytes("a.jsonl", "(\u00b5/\u00fd\u0004"), "zstd");
    assertNamed(bytes("a.csv", "id\u0001\u0002\u0003\u0004\u0005"), "binary");
    Path zip = folder.resolve("b.csv");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("xl/workbook.xml"));
    }
    assertNamed(zip, "a zip archive, as Excel's .xlsx is too");
    assertNamed(
        ReadFiles.write(folder, "b.csv.gz", ReadFiles.gzip(Files.readAllBytes(zip))),
        "a zip archive");
    assertNamed(ReadFiles.write(folder, "c.json", ReadFiles.gzip("{}")), "gzip, which its name");
  }

  @Test
  void zerosBehindTheDataOfAGzipFileAreNamed() {
    assertThatThrownBy(() -> readAll(CASES.resolve("08-f-zeros-behind.csv.gz")))
        .isInstanceOf(RecordFileException.class)
        .hasMessageContaining("its last bytes are zeros");
  }

  @Test
  void aGzipFileThatIsCutOffIsUnreadable() {
    assertThatThrownBy(() -> readAll(CASES.resolve("08-d-truncated.csv.gz")))
        .isInstanceOf(RecordFileException.class)
        .hasMessageContaining("cut off");
  }

  private void readAll(Path file) {
    ReadFiles.open(spark, file).findBounds();
  }

  private Path bytes(String name, String characters) {
    return ReadFiles.write(folder, name, characters.getBytes(ISO_8859_1));
  }

  private static String unescaped(String text) {
    return text.translateEscapes();
  }

  private void assertNamed(Path file, String what) {
    assertThatThrownBy(() -> ReadFiles.open(spark, file))
        .isInstanceOf(RecordFileException.class)
        .hasMessageContainingAll(file.getFileName() + " is ", what, "; expected ")
        .satisfies(
            refusal ->
                assertThat(refusal.getMessage()).matches("[\\x20-\\x7e]+").hasSizeLessThan(500));
  }
}
