package spanglue.glue.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import spanglue.glue.TestSpark;
import spanglue.glue.read.RecordBounds.ByteRange;

/** The public Airbnb sample, whose path is in SPANGLUE_REAL_SAMPLE. */
class RealSampleTest {
  private static final int COLUMNS = 26;
  private final SparkSession spark = TestSpark.session();

  @ParameterizedTest
  @ValueSource(ints = {100, 4_096, 65_536, Integer.MAX_VALUE})
  void itsRecordsAreTheSameHoweverItIsCut(int size) throws Exception {
    Path sample = sample();
    List<String> whole = NaiveCsv.split(Files.readString(sample, StandardCharsets.UTF_8));
    FileHead head = ReadFiles.head(spark, sample);
    // Thousands of tasks would only measure Spark: a hundred tiny ranges, then the rest.
    List<ByteRange> ranges =
        size == 100
            ? IntStream.rangeClosed(0, 100)
                .mapToObj(i -> new ByteRange(i * 100L, i == 100 ? head.length() : i * 100L + 100))
                .toList()
            : ByteRange.cut(0, head.length(), size);

    RecordFile file = new RecordFile(spark, head.source(), head.header(), ranges);

    assertThat(ReadFiles.texts(file)).isEqualTo(whole.subList(1, whole.size())).hasSize(4_002);
  }

  @Test
  void oneRecordIsMalformed() {
    RecordFile file = ReadFiles.open(spark, sample());
    Dataset<Row> parsed =
        RecordParser.parseCsv(
            ReadFiles.records(file), COLUMNS, IntStream.range(0, COLUMNS).toArray());

    assertThat(file.header()).hasSize(COLUMNS);
    assertThat(parsed.where("malformed").count()).isEqualTo(1);
  }

  private static Path sample() {
    String path = System.getenv("SPANGLUE_REAL_SAMPLE");
    assumeTrue(path != null, "SPANGLUE_REAL_SAMPLE is not set");
    return Path.of(path);
  }
}
