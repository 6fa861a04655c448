package spanglue.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is shown where. */
class TerminalTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Console console =
      new Console(
          new PrintStream(out, true, StandardCharsets.UTF_8),
          new PrintStream(err, true, StandardCharsets.UTF_8));
  private long now;

  private static Terminal terminal(Map<String, String> environment) {
    Properties launcher = new Properties();
    launcher.setProperty("spanglue.terminal.out", "true");
    launcher.setProperty("spanglue.terminal.err", "true");
    launcher.setProperty("spanglue.terminal.columns", "120");
    return Terminal.of(launcher, environment);
  }

  @Test
  void aTerminalHasColoursAndItsWidth() {
    assertThat(terminal(Map.of("TERM", "xterm"))).isEqualTo(new Terminal(true, true, 120));
    assertThat(terminal(Map.of("TERM", "xterm", "COLUMNS", "40")).columns()).isEqualTo(40);
    assertThat(terminal(Map.of("TERM", "xterm", "COLUMNS", "-1")).columns()).isEqualTo(100);
  }

  @Test
  void noColourIsHonouredAndADumbTerminalOrAPipeGetsPlainLines() {
    assertThat(terminal(Map.of("TERM", "xterm", "NO_COLOR", "1")).colour()).isFalse();
    assertThat(terminal(Map.of("TERM", "dumb"))).isEqualTo(new Terminal(false, false, 120));
    assertThat(Terminal.of(new Properties(), Map.of("TERM", "xterm"))).isEqualTo(Terminal.NONE);
  }

  @ParameterizedTest
  @CsvSource({"40", "60", "100"})
  void theBarTellsRateAndTimeLeftAndKeepsToTheWidth(int columns) {
    TransferProgress progress = progress(new Terminal(true, false, columns));

    now += 2_000_000_000L;
    progress.sent(50_000_000);

    String line = err.toString(StandardCharsets.UTF_8).replace("\r", "").replace("\u001b[K", "");
    assertThat(line).contains("25 %", "25.0 MB/s", "6 s left").hasSizeLessThan(columns);
    assertThat(line.contains("[#")).isEqualTo(columns > 40);
  }

  @Test
  void whereThereIsNoTerminalALineComesNowAndThen() {
    TransferProgress progress = progress(Terminal.NONE);

    now += 9_000_000_000L;
    progress.sent(50_000_000);
    now += 2_000_000_000L;
    progress.sent(110_000_000);

    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo("upload    55 %, 110.0 MB of 200.0 MB, 10.0 MB/s, 9 s left\n");
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void whatWasThereDoesNotCountForTheRate() {
    TransferProgress progress = progress(Terminal.NONE);

    progress.resumed(100_000_000);
    now += 10_000_000_000L;
    progress.sent(110_000_000);

    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("100.0 MB of 200.0 MB is there", "1.0 MB/s, 1 min 30 s left");
  }

  @Test
  void aLineTakesThePlaceOfTheBar() {
    console.status("45 %");
    console.progress("upload", "done");

    assertThat(err.toString(StandardCharsets.UTF_8)).endsWith("\r\u001b[K");
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("upload    done\n");
  }

  private TransferProgress progress(Terminal terminal) {
    return new TransferProgress(console, terminal, 200_000_000, () -> now);
  }
}
