package spanglue.glue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.debug.package$;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.jdk.javaapi.CollectionConverters;
import spanglue.glue.clean.Convert;
import spanglue.glue.clean.Reject;
import spanglue.glue.clean.TextColumns;
import spanglue.glue.columns.Columns;
import spanglue.glue.read.FileVersion;
import spanglue.glue.read.RecordFile;
import spanglue.glue.read.RecordParser;

/** The code that Spark generates for the stage that reads, converts and judges. */
class GeneratedCodeTest {
  /** A method of more bytes is never compiled by HotSpot, and runs some ten times slower. */
  private static final int HUGE_METHOD = 8_000;

  @TempDir Path folder;

  @Test
  void isSmallEnoughToBeCompiled() throws Exception {
    assertThat(largestMethod(staged())).isPositive().isLessThan(HUGE_METHOD);
  }

  /** In bytes. */
  private static int largestMethod(Dataset<Row> frame) {
    return CollectionConverters.asJava(
            package$.MODULE$.codegenStringSeq(frame.queryExecution().executedPlan()))
        .stream()
        .mapToInt(stage -> stage._3().maxMethodCodeSize())
        .max()
        .orElse(0);
  }

  /** The steps of {@link CleaningPipeline} up to the stage. */
  private Dataset<Row> staged() throws Exception {
    String key = SmallInput.upload(folder, "a.csv", new SmallInput().with().csv());
    RecordFile file =
        RecordFile.open(
            TestSpark.session(),
            new org.apache.hadoop.fs.Path(folder.resolve(key).toUri()),
            new FileVersion("", -1, ""),
            1 << 20);
    List<Integer> indexes = InputColumns.ofHeader(key, file.header()).indexes();
    Dataset<Row> text =
        TextColumns.dropColumns(
            RecordParser.parseCsv(
                    file.records(file.findBounds()),
                    Columns.NEEDED.size(),
                    indexes.stream().mapToInt(Integer::intValue).toArray())
                .selectExpr("*", "cast(null as string) as nested"));
    text = TextColumns.fillNulls(Convert.keepTexts(text));
    Dataset<Row> typed = Convert.convertCurrency(Convert.correctNeighbourhoodNames(text));
    typed = Convert.convertDoubles(Convert.convertWholeNumbers(typed));
    typed = Convert.convertReviewDates(Convert.convertBoolean(typed));
    Dataset<Row> judged =
        Reject.dropRemainingNulls(Reject.badValues(Reject.malformedRecords(typed)));
    return Reject.stage(Reject.filterRoomType(Reject.filterMinimumNights(judged)));
  }
}
