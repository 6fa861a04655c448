package spanglue.tracing.internal.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why it came to it, out of texts as PySpark 4.1 and Java write them. */
class RootCauseTest {
  @ParameterizedTest
  @CsvSource({
    "rdd-map, ValueError: CAUSE of the map",
    "foreach-partition, ValueError: CAUSE of the partition",
    "udf, ValueError: CAUSE of the udf",
    "pandas-udf, ValueError: CAUSE of the pandas udf",
    "foreach-batch, ValueError: CAUSE of the batch",
    "foreach-batch-action, ValueError: CAUSE of the udf",
    "raised-from-another, KeyError: price",
    "raised-while-handling, ValueError: CAUSE while handling"
  })
  void aTracebackEndsWithItsCause(String name, String cause) {
    assertThat(RootCause.in(traceback(name))).isEqualTo(cause.replace("price", "'price'"));
    assertThat(message(traceback(name)))
        .startsWith(cause.replace("price", "'price'") + "\n")
        .hasSizeLessThanOrEqualTo(ExceptionText.MESSAGE_LENGTH)
        .doesNotContain("\tat ", "File \"");
  }

  @Test
  void aMessageOfSeveralLinesIsOneCause() {
    assertThat(RootCause.in(traceback("several-lines")))
        .isEqualTo("ValueError: CAUSE in line one\nand in line two");
  }

  @Test
  void whatWasRaisedFromTheCauseIsKept() {
    assertThat(message(traceback("raised-from-another")))
        .contains("\nRuntimeError: row is unusable");
    assertThat(message(traceback("raised-while-handling"))).contains("\nKeyError: 'price'");
  }

  @Test
  void theCauseIsThereHoweverLongTheTracebackIs() {
    String text = traceback("rdd-map");
    String deep = text.replace("    process()\n", "    process()\n".repeat(100_000));

    assertThat(message(deep)).startsWith("ValueError: CAUSE of the map\n");
    assertThat(new IllegalStateException(deep))
        .satisfies(
            thrown ->
                assertThat(ExceptionText.stack(thrown, SafeText.PLAIN))
                    .contains("Job aborted due to stage failure", "ValueError: CAUSE of the map"));
  }

  @Test
  void theLastOfJavasCausesIsTheCause() {
    assertThat(
            RootCause.in(
                """
                a.Outer: no output
                \tat a.B.c(B.java:1)
                Caused by: a.Middle
                \tat a.B.d(B.java:2)
                \t... 3 more
                Caused by: java.io.IOException: the disk
                is full
                \tat a.B.e(B.java:3)
                """))
        .isEqualTo("java.io.IOException: the disk\nis full");
  }

  @Test
  void whatSparkLostItsTaskByIsTheCause() {
    assertThat(
            message(
                """
                Job aborted due to stage failure: Task 3 in stage 7.1 failed 4 times, most recent\
                 failure: Lost task 3.3 in stage 7.1 (TID 18) (10.0.0.7 executor 2):\
                 java.lang.IllegalStateException: no rate for EUR
                \tat orders.Rates.of(Rates.scala:12)
                \tat orders.Rates$.main(Rates.scala:8)

                Driver stacktrace:
                """))
        .startsWith("java.lang.IllegalStateException: no rate for EUR\nJob aborted due to")
        .doesNotContain("Rates.scala", "Driver stacktrace");
  }

  @Test
  void aTextThatTellsNoCauseIsItsOwn() {
    for (String text :
        new String[] {
          "column 'price' is missing",
          "two lines\nof a message",
          "He said: Traceback (most recent call last): and nothing else",
          "Traceback (most recent call last):\n  File \"job.py\", line 1"
        }) {
      assertThat(RootCause.in(text)).isNull();
    }
  }

  private static String message(String text) {
    return ExceptionText.message(text, "", SafeText.PLAIN);
  }

  static String traceback(String name) {
    try (InputStream text =
        Objects.requireNonNull(
            RootCauseTest.class.getResourceAsStream("/tracebacks/" + name + ".txt"))) {
      return new String(text.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
