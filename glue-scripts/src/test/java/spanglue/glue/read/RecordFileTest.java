package spanglue.glue.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import spanglue.glue.TestSpark;
import spanglue.glue.read.RecordBounds.ByteRange;

/** What of a file is a record, for every kind of file. */
class RecordFileTest {
  private static final String CSV =
      "id,Host Name\n1,\"two\r\nlines\"\n\n2,a \"stray\" quote\r\n3,\"\"\"\"";

  private static final List<String> CSV_RECORDS =
      List.of("1,\"two\r\nlines\"", "2,a \"stray\" quote", "3,\"\"\"\"");

  private final SparkSession spark = TestSpark.session();

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"a.csv", "B.CSV", "with space & [x]*{y}%20é.csv"})
  void csvRecordsFollowTheHeaderAndKeepTheirText(String name) {
    RecordFile file = open(ReadFiles.write(folder, name, CSV));

    assertThat(file.format()).isEqualTo(RecordFormat.CSV);
    assertThat(file.header()).containsExactly("id", "Host Name");
    assertThat(ReadFiles.texts(file)).isEqualTo(CSV_RECORDS);
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheHeader() {
    RecordFile csv = open(ReadFiles.write(folder, "bom.csv", "\ufeff" + CSV));
    RecordFile array = open(ReadFiles.write(folder, "bom.json", "\ufeff [{}]"));

    assertThat(csv.header()).containsExactly("id", "Host Name");
    assertThat(ReadFiles.texts(csv)).isEqualTo(CSV_RECORDS);
    assertThat(ReadFiles.texts(array)).containsExactly("{}");
  }

  @Test
  void gzippedFilesAreReadToTheirEndWhateverTheirMembers() {
    byte[] first = ReadFiles.gzip(CSV.substring(0, 20));
    byte[] second = ReadFiles.gzip(CSV.substring(20));
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);

    RecordFile one = open(ReadFiles.write(folder, "one.csv.gz", ReadFiles.gzip("\ufeff" + CSV)));
    RecordFile two = open(ReadFiles.write(folder, "two.Csv.GZ", both));

    assertThat(one.header()).containsExactly("id", "Host Name");
    assertThat(ReadFiles.texts(one)).isEqualTo(CSV_RECORDS);
    assertThat(ReadFiles.texts(two)).isEqualTo(CSV_RECORDS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"id,name", "id,name\n", "\n \r\nid,name\r\n\n"})
  void aHeaderAloneIsAFileWithoutRecords(String text) {
    RecordFile file = open(ReadFiles.write(folder, "header.csv", text));

    assertThat(file.header()).containsExactly("id", "name");
    assertThat(ReadFiles.texts(file)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.json", "a.jsonl", "a.NDJSON"})
  void jsonThatBeginsWithNoBracketIsLines(String name) {
    RecordFile file = open(ReadFiles.write(folder, name, "\n {\"a\":,\r\n  \n}\n{\"b\":\"[\"} "));

    assertThat(file.format()).isEqualTo(RecordFormat.JSON_LINES);
    assertThat(file.header()).isEmpty();
    assertThat(ReadFiles.texts(file)).containsExactly(" {\"a\":,", "}", "{\"b\":\"[\"} ");
  }

  @Test
  void jsonThatBeginsWithABracketIsOneArray() {
    String array = "\n[ {\"a\":\"],\\\\\\\"[\"} ,\r\n[1,{\"b\":[2,3]}],4,\"}\" , , {\n}\n]\n ";
    List<String> elements =
        List.of("{\"a\":\"],\\\\\\\"[\"}", "[1,{\"b\":[2,3]}]", "4", "\"}\"", "{\n}");

    RecordFile plain = open(ReadFiles.write(folder, "a.jsonl", array));
    RecordFile gzipped = open(ReadFiles.write(folder, "a.json.gz", ReadFiles.gzip(array)));

    assertThat(plain.format()).isEqualTo(RecordFormat.JSON_ARRAY);
    assertThat(ReadFiles.texts(plain)).isEqualTo(elements);
    assertThat(ReadFiles.texts(gzipped)).isEqualTo(elements);
  }

  @Test
  void elementsMayBeLongerThanTheReadersBuffers() {
    List<String> elements =
        IntStream.range(0, 20)
            .mapToObj(i -> "{\"a\":\"" + "x\\\"]é".repeat(1_000 * i) + "\"}")
            .toList();
    String array = "[" + String.join("," + " ".repeat(100_000), elements) + "]";

    assertThat(ReadFiles.texts(open(ReadFiles.write(folder, "a.json", array)))).isEqualTo(elements);
  }

  @Test
  void aFileIsCutAsSparkCutsFilesAndReadsTheSame() {
    String text =
        "id,text\n"
            + String.join(
                "\n", IntStream.range(0, 20_000).mapToObj(RecordFileTest::record).toList());
    RecordFile whole = open(ReadFiles.write(folder, "large.csv", text));
    List<String> expected = IntStream.range(0, 20_000).mapToObj(RecordFileTest::record).toList();
    assertThat(whole.findBounds().ranges()).hasSize(1);
    assertThat(ReadFiles.texts(whole)).isEqualTo(expected);

    spark.conf().set("spark.sql.files.maxPartitionBytes", "64KB");
    try {
      RecordFile cut = open(folder.resolve("large.csv"));
      RecordBounds bounds = cut.findBounds();
      assertThat(bounds.ranges()).hasSize((text.length() + 65_535) / 65_536);
      assertThat(bounds.ranges()).anyMatch(range -> range.state() == Automaton.QUOTED);
      assertThat(cut.records(bounds).rdd().getNumPartitions()).isEqualTo(bounds.ranges().size());
      assertThat(ReadFiles.texts(cut)).isEqualTo(expected);
    } finally {
      spark.conf().unset("spark.sql.files.maxPartitionBytes");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7})
  void rangesOfAFewBytesReadTheSame(int size) {
    Path path = ReadFiles.write(folder, "small.csv", "\ufeff" + CSV + "\r\n\r\n");
    FileHead head = ReadFiles.head(spark, path);
    List<ByteRange> ranges = ByteRange.cut(head.source().dataStart(), head.length(), size);

    RecordFile file = new RecordFile(spark, head.source(), head.header(), ranges);

    assertThat(ReadFiles.texts(file)).isEqualTo(CSV_RECORDS);
  }

  @Test
  void thePlanNamesTheFileItsFormatAndItsSplitsAndNoData() {
    RecordFile file = open(ReadFiles.write(folder, "secret.csv", "id\n4711\n"));

    String plan = ReadFiles.records(file).queryExecution().executedPlan().toString();

    assertThat(plan).contains("records of secret.csv (CSV), splits: 1").doesNotContain("4711");
  }

  @Test
  void readingAgainGivesAnEqualPlanSoThatSparkKnowsItsCache() {
    RecordFile file = open(ReadFiles.write(folder, "again.csv", CSV));
    RecordBounds bounds = file.findBounds();

    assertThat(file.records(bounds).sameSemantics(file.records(bounds))).isTrue();
  }

  private RecordFile open(Path path) {
    return ReadFiles.open(spark, path);
  }

  private static String record(int i) {
    return i + ",\"" + Stream.of("a,", "\r\n", "\"\"", "é").skip(i % 4).toList() + "\n\"";
  }
}
