package spanglue.tracing.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import spanglue.tracing.LoggedLines;

/** What a line of ours looks like in somebody else's log. */
class ProductLogTest {
  private static final System.Logger LOG = ProductLog.of(ProductLogTest.class);

  @Test
  void aLineNamesTheProduct() {
    assertThat(logged(() -> LOG.log(System.Logger.Level.WARNING, "it''s {0} of {1}", 1, "2")))
        .containsExactly("Spanglue: it's 1 of 2");
    assertThat(logged(() -> LOG.log(System.Logger.Level.INFO, "as it is: {0}")))
        .containsExactly("Spanglue: as it is: {0}");
  }

  @Test
  void whatOthersWroteIsFitToBeShown() {
    assertThat(
            logged(
                () ->
                    LOG.log(
                        System.Logger.Level.WARNING,
                        "not sent to {0}: {1}",
                        "http://user:s3cr3t@host:4318",
                        "\u001b[2Jno\u0000\nanswer")))
        .containsExactly("Spanglue: not sent to http://***@host:4318: no answer");
  }

  @Test
  void anExceptionsStackIsTooAndTheCauseIsInIt() {
    Throwable thrown =
        new IllegalStateException("outer", new IllegalArgumentException("password=s3cr3t"));

    assertThat(logged(() -> LOG.log(System.Logger.Level.WARNING, "a part is missing", thrown)))
        .singleElement()
        .asString()
        .startsWith("Spanglue: a part is missing\njava.lang.IllegalStateException: outer\n\tat ")
        .contains("Caused by: java.lang.IllegalArgumentException: password=***")
        .doesNotContain("s3cr3t");
  }

  /**
   * As a context is stopped that nobody stopped: the JDK's log is closed by then, or is not yet.
   */
  @Test
  void whatIsSaidWhileTheJvmEndsIsSaid() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SaysAtTheEnd.class.getName())
            .redirectErrorStream(true)
            .start();

    assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
        .contains("Spanglue: said at the end");
    assertThat(process.waitFor()).isZero();
  }

  /** A program whose hook outlives the JDK's log. */
  static final class SaysAtTheEnd {
    private SaysAtTheEnd() {}

    public static void main(String[] args) {
      Logger root = LogManager.getLogManager().getLogger("");
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    while (root.getHandlers().length > 0) {
                      Thread.onSpinWait();
                    }
                    LOG.log(System.Logger.Level.WARNING, "said at the end");
                  }));
    }
  }

  private static List<String> logged(Runnable work) {
    return LoggedLines.of("spanglue.tracing.spi", work);
  }
}
