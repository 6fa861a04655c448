package spanglue.glue.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;
import spanglue.glue.TestSpark;

/** Files to fields, through Spark. */
class RecordParserTest {
  private final SparkSession spark = TestSpark.session();

  @TempDir Path folder;

  @Test
  void csvFieldsComeInTheOrderOfTheColumnsWanted() {
    Dataset<Row> records =
        records("a.csv", "id,x,name\n1,-,\"a,\"\"b\"\"\"\n2,,\n3,-\n4,-,c,\n5,-,\"d\"e\n6,-,\"f\n");

    Dataset<Row> parsed = RecordParser.parseCsv(records, 3, new int[] {2, -1, 0});

    assertThat(parsed.columns()).containsExactly("position", "raw", "malformed", "fields");
    assertThat(parsed.drop("raw").collectAsList())
        .containsExactly(
            csv(1, "a,\"b\"", null, "1"),
            csv(2, "", null, "2"),
            RowFactory.create(3L, true, null),
            RowFactory.create(4L, true, null),
            RowFactory.create(5L, true, null),
            RowFactory.create(6L, true, null));
  }

  @Test
  void jsonFieldsComeWithWhatElseTheRecordHolds() {
    Dataset<Row> records =
        records(
            "a.jsonl",
            """
            {"ID": 1.50, "Host Name": "a", "license": 1}
            {"id": {}, "host_name": null, "extra": 1, "More.Extra": []}
            {"extra": 1
            """);

    Dataset<Row> parsed =
        RecordParser.parseJson(records, List.of("id", "host_name"), List.of("license"));

    assertThat(parsed.schema().simpleString())
        .isEqualTo(
            "struct<position:bigint,raw:string,malformed:boolean,fields:array<string>,"
                + "nested:string,present:bigint,unknown:array<string>>");
    assertThat(parsed.drop("raw").collectAsList())
        .containsExactly(
            RowFactory.create(1L, false, seq("1.50", "a"), null, 3L, null),
            RowFactory.create(2L, false, seq(null, null), "id", 3L, seq("extra", "more_extra")),
            RowFactory.create(3L, true, null, null, 0L, null));
  }

  @Test
  void aRecordIsParsedOnceHoweverManyOfItsFieldsAreUsed() {
    Dataset<Row> records = records("a.csv", "id,name\n1,a\n");

    String plan =
        RecordParser.parseCsv(records, 2, new int[] {0, 1})
            .where("not malformed")
            .selectExpr("fields[0] as id", "fields[1] as name")
            .queryExecution()
            .executedPlan()
            .toString();

    assertThat(plan).containsOnlyOnce("ParseCsv.invoke(");
  }

  @Test
  void sparkCountsTheRecordsAndTheBytesThatItReads() throws Exception {
    ReadMetrics metrics = ReadMetrics.of(spark, () -> records("a.csv", "id\n1\n2\n3\n").collect());

    assertThat(metrics.records()).isEqualTo(3);
    assertThat(metrics.bytes()).isPositive();
  }

  @Test
  void aColumnBeyondTheHeaderIsRefused() {
    Dataset<Row> records = records("a.csv", "id\n1\n");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecordParser.parseCsv(records, 1, new int[] {1}))
        .withMessageContaining("column index 1 of 1 fields");
  }

  private Dataset<Row> records(String name, String text) {
    return ReadFiles.records(ReadFiles.open(spark, ReadFiles.write(folder, name, text)));
  }

  private static Row csv(long position, String... fields) {
    return RowFactory.create(position, false, seq(fields));
  }

  private static Seq<String> seq(String... values) {
    return CollectionConverters.asScala(Arrays.asList(values)).toSeq();
  }
}
