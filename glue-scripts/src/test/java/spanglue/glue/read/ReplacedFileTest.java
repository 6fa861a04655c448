package spanglue.glue.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import spanglue.glue.TestSpark;

/** The object that was uploaded is the one that is read, through S3A, or the file is refused. */
class ReplacedFileTest {
  private static final String CSV = "id\n1\n2\n";
  private static final String OTHER = "id\n3\n4\n";
  private static final String ETAG = "9b2cf535f27731c974343645a3985328-2";

  private final SparkSession spark = TestSpark.session();
  private OneObjectStore store;
  private Path path;

  @BeforeEach
  void upload() {
    store = new OneObjectStore();
    path = store.path(spark.sparkContext().hadoopConfiguration(), "input/a.csv");
    store.put(CSV, ETAG);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @ParameterizedTest
  @CsvSource({ETAG + ", 7", ETAG + ", -1", "'', 7", "'', -1"})
  void theFileThatWasUploadedIsRead(String etag, long bytes) {
    assertThat(ReadFiles.texts(open(new FileVersion(etag, bytes, "")))).containsExactly("1", "2");
  }

  @ParameterizedTest
  @CsvSource({"0a1b, 7", "0a1b, -1", ETAG + ", 8", "'', 8"})
  void anotherEtagOrSizeIsRefusedAtOnce(String etag, long bytes) {
    FileVersion uploaded = new FileVersion(etag, bytes, "");

    assertThatThrownBy(() -> open(uploaded))
        .isInstanceOf(RecordFileException.class)
        .hasMessage(
            "%s was replaced since the upload: %s was uploaded, etag %s (7 bytes) is there;"
                + " upload it again under another key",
            path, uploaded, ETAG);
  }

  @Test
  void theRefusalTellsEtagsSizesAndTheVersion() {
    assertThat(new FileVersion("0a1b", 8, "")).hasToString("etag 0a1b (8 bytes)");
    assertThat(new FileVersion("0a1b", -1, "")).hasToString("etag 0a1b");
    assertThat(new FileVersion("", 8, "")).hasToString("an object (8 bytes)");
    assertThatThrownBy(() -> open(new FileVersion("0a1b", 8, "v7")))
        .hasMessageContaining("etag 0a1b (8 bytes) was uploaded as version v7, etag");
  }

  @Test
  void aFileThatIsReplacedBetweenTheLookAndTheFirstPassIsRefused() {
    RecordFile file = open(FileVersion.ANY);
    store.put(OTHER, "0a1b");

    assertThatThrownBy(file::findBounds)
        .isInstanceOf(RecordFileException.class)
        .hasMessageContaining("etag %s (7 bytes) was uploaded, etag 0a1b (7 bytes) is", ETAG);
  }

  @Test
  void aFileThatIsReplacedBetweenThePassesIsRefused() {
    RecordFile file = open(new FileVersion(ETAG, 7, ""));
    RecordBounds bounds = file.findBounds();
    store.put(OTHER, "0a1b");

    assertThatThrownBy(() -> file.records(bounds).collectAsList())
        .hasStackTraceContaining("was replaced since the upload")
        .hasStackTraceContaining(RecordFileException.class.getName());
  }

  @Test
  void aFileThatIsReplacedAfterItWasFoundToBeTheRightOneIsRefused() {
    RecordFile file = open(new FileVersion(ETAG, 7, ""));
    store.afterHead(() -> store.put(OTHER, "0a1b"));

    assertThatThrownBy(file::findBounds)
        .isInstanceOf(RecordFileException.class)
        .hasMessageContaining("was replaced since the upload: etag %s (7 bytes)", ETAG)
        .hasMessageContaining("another was there before all of it was read");
  }

  @Test
  void gzipThatIsReplacedIsReplacedAndNotDamaged() {
    path = new Path(path.getParent(), "a.csv.gz");
    RecordFile file = gzipped();
    store.afterHead(() -> store.put(OTHER, "0a1b"));

    assertThatThrownBy(file::findBounds).hasMessageContaining("was replaced since the upload");
  }

  private RecordFile gzipped() {
    store.put(ReadFiles.gzip(CSV), ETAG);
    RecordFile file = open(FileVersion.ANY);
    assertThat(ReadFiles.texts(file)).isEqualTo(List.of("1", "2"));
    return file;
  }

  private RecordFile open(FileVersion uploaded) {
    return RecordFile.open(spark, path, uploaded, ReadFiles.MAX_RECORD_BYTES);
  }
}
