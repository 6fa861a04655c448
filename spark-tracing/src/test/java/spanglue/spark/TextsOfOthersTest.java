package spanglue.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;
import static org.assertj.core.api.Assertions.assertThat;
import static spanglue.spark.StepTrace.SPARK;

import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import spanglue.tracing.OtlpReceiver;

/** What users write, Spark hands on, and a trace shows. */
class TextsOfOthersTest {
  private static final String ROCKET = "\ud83d\ude80";

  private static final List<String> NAMES =
      List.of(
          "count, then write",
          "$Proxy17.load()",
          "SELECT * FROM orders WHERE a < 3 AND b > 'x'",
          ROCKET.repeat(130),
          "Загрузка заказов за вчерашний день ".repeat(6),
          "取込ジョブ".repeat(40),
          "a".repeat(116) + ROCKET + ROCKET,
          "line one\nline two\ttab \u0007 bell \u0000 zero",
          "<a href='http://x/'>batch 12</a>",
          "   ",
          "é\u0301".repeat(70));

  /** As a worker of Python's writes it, with a stack as deep as that of a recursion. */
  private static final String TRACEBACK =
      "Traceback (most recent call last):\n"
          + "  File \"/app/job.py\", line 7, in f\n    f(x)\n".repeat(2_000)
          + "ValueError: CAUSE, token=s3cr3t\n";

  @AfterEach
  void clear() {
    SPARK.sparkContext().clearJobGroup();
  }

  @Test
  void elevenDescriptionsAreElevenNames() {
    assertNames(
        "range -> aggregate",
        StepTrace.of(
            steps -> {
              for (String name : NAMES) {
                SPARK.sparkContext().setJobDescription(name);
                SPARK.range(10).count();
              }
            }));
  }

  @Test
  void aGroupsDescriptionAndAStepsNameGoTheSameWay() {
    assertNames(
        "Spark action",
        StepTrace.of(
            steps -> {
              for (String name : NAMES) {
                SPARK.sparkContext().setJobGroup("group", name, false);
                new JavaSparkContext(SPARK.sparkContext()).parallelize(List.of(1)).count();
              }
            }));
    assertNames(
        "Spark action",
        StepTrace.of(
            steps -> {
              for (String name : NAMES) {
                steps.action(name, () -> SPARK.range(10).count());
              }
            }));
  }

  @Test
  void noSecretIsInATrace() {
    StepTrace trace =
        StepTrace.of(
            steps -> {
              SPARK.sparkContext().setJobDescription("load from jdbc:x://scott:s3cr3t@db/orders");
              SPARK.range(10).count();
              SPARK
                  .sparkContext()
                  .setJobDescription("CREATE TABLE t USING jdbc OPTIONS (password 's3cr3t')");
              SPARK.range(10).count();
              steps.action("export, pwd: s3cr3t", () -> SPARK.range(10).count());
              failing("Authorization: Bearer s3cr3t99");
            });

    assertThat(trace.spans()).hasSizeGreaterThan(6);
    assertThat(trace.spans().toString()).doesNotContain("s3cr3t").contains("***");
  }

  @Test
  void theCauseOfAPythonFunctionIsFirstWhereverItsFailureIsTold() {
    StepTrace trace = StepTrace.of(steps -> failing(TRACEBACK));

    List<Span> failed = trace.spans().stream().filter(span -> span.getEventsCount() > 0).toList();
    assertThat(failed).hasSize(3); // The stage, its action, the root.
    assertThat(failed)
        .allSatisfy(
            span ->
                assertThat(String.valueOf(exception(span).get("exception.message")))
                    .startsWith("ValueError: CAUSE, token=***"));
    List<Integer> frames = new ArrayList<>();
    for (Span span : failed) {
      String stack = String.valueOf(exception(span).get("exception.stacktrace"));
      frames.add((int) stack.lines().filter(line -> line.startsWith("\tat ")).count());
    }
    assertThat(frames).filteredOn(count -> count > 6).as("%s", frames).hasSize(1);
  }

  private static void failing(String message) {
    UDF1<Long, Long> fail =
        id -> {
          throw new IllegalStateException(message);
        };
    SPARK
        .range(0, 10, 1, 1)
        .select(udf(fail, DataTypes.LongType).apply(col("id")))
        .write()
        .format("noop")
        .mode("overwrite")
        .save();
  }

  private static void assertNames(String ofTheBlankOne, StepTrace trace) {
    List<String> names = trace.actions();
    assertThat(names)
        .hasSize(NAMES.size())
        .contains(
            "count, then write",
            "$Proxy17.load()",
            "SELECT * FROM orders WHERE a < 3 AND b > 'x'",
            ROCKET.repeat(49) + "...",
            "a".repeat(116) + ROCKET + ROCKET,
            "line one line two tab bell zero",
            "batch 12",
            ofTheBlankOne)
        .allSatisfy(
            name -> {
              assertThat(name.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(200);
              assertThat(new String(name.getBytes(UTF_8), UTF_8)).isEqualTo(name);
              assertThat(name).doesNotContainPattern("[\\p{Cc}\\p{Cs}]|</?a").isNotBlank();
            });
  }

  private static Map<String, Object> exception(Span span) {
    return OtlpReceiver.map(span.getEvents(0).getAttributesList());
  }
}
