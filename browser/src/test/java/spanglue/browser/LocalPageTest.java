package spanglue.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page of a local run of the shipped sample, and the pictures of it that the README shows. */
class LocalPageTest {
  private static final Path PICTURES = Path.of("target", "pictures");
  private static final Path DOCS = Path.of("..", "docs");
  private static final boolean IS_UPDATE =
      "update".equals(System.getProperty("spanglue.snapshots"));

  private static Path folder;
  private static JsonNode run;

  /** As a user does. */
  @BeforeAll
  static void runLocally() throws Exception {
    Path out = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "local");
    Process local =
        new ProcessBuilder("../spanglue", "local", "--no-ui", "--out", out.toString())
            .inheritIO()
            .start();
    assertThat(local.waitFor(20, TimeUnit.MINUTES)).isTrue();
    assertThat(local.exitValue()).isZero();
    try (Stream<Path> files = Files.walk(out, 2)) {
      folder =
          files.filter(file -> file.endsWith("run.json")).findFirst().orElseThrow().getParent();
    }
    run = new ObjectMapper().readTree(folder.resolve("run.json").toFile());
  }

  @Test
  void figuresAreThoseOfTheRun() throws Exception {
    try (Chromium chromium = new Chromium()) {
      Page page = chromium.open(page());

      assertThat(page.locator("h1").textContent()).isEqualTo(run.get("run_id").asText());
      assertThat(page.locator(".status").textContent()).contains("Succeeded");
      assertThat(page.locator(".facts").textContent()).contains(run.get("trace_id").asText());
      assertThat(page.locator(".term b").allTextContents())
          .containsExactly(
              count(run.at("/rows/read").asLong()),
              count(run.at("/rows/cleaned").asLong()),
              count(run.at("/rows/duplicate").asLong()),
              count(rejected()));
      assertThat(page.locator("#time tbody").first().textContent())
          .contains("%.3f s".formatted(run.at("/seconds/clean").asDouble()));
      assertThat(page.locator(".row:visible .span-name").allTextContents())
          .contains("upload", "spanglue-trigger");
      assertThat(page.locator("#links a").count()).isGreaterThan(run.get("outputs").size());
      assertThat(Axe.violations(page)).isEmpty();
      assertThat(chromium.complaints).isEmpty();
    }
  }

  @Test
  void linksLeadToTheData() throws Exception {
    try (Chromium chromium = new Chromium()) {
      Page page = chromium.open(page());

      List<String> addresses = page.locator("#links a").allTextContents();

      assertThat(addresses).isNotEmpty();
      assertThat(addresses)
          .allSatisfy(address -> assertThat(folder.resolve(address)).as(address).exists());
    }
  }

  @Test
  void itIsReadableInTheDarkOnPaperAndInANarrowWindow() throws Exception {
    try (Chromium chromium = new Chromium()) {
      Page dark = chromium.open(page(), size(1280, 1400).setColorScheme(ColorScheme.DARK));
      assertThat(Axe.violations(dark)).isEmpty();
      picture(dark, "dark");
      Page narrow = chromium.open(page(), size(400, 900));
      assertThat((int) narrow.evaluate("document.documentElement.scrollWidth")).isEqualTo(400);
      assertThat(Axe.violations(narrow)).isEmpty();
      picture(narrow, "narrow");
      Page paper = chromium.open(page());
      paper.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
      assertThat(paper.locator(".tools").isVisible()).isFalse();
      assertThat(paper.pdf()).hasSizeGreaterThan(20_000);
      picture(paper, "paper");
    }
  }

  /** With {@code -Dspanglue.snapshots=update} they are those of the documentation from then on. */
  @Test
  void thePicturesOfTheDocumentationAreThere() throws Exception {
    try (Chromium chromium = new Chromium()) {
      Page page = chromium.open(page(), size(1180, 1480));
      documented("page.png", page.screenshot());
      page.locator("#trace").scrollIntoViewIfNeeded();
      documented("trace.png", page.locator("#trace").screenshot());
    }
  }

  private static void documented(String name, byte[] picture) throws IOException {
    if (IS_UPDATE) {
      Files.write(DOCS.resolve(name), picture);
    }
    assertThat(DOCS.resolve(name)).exists();
    assertThat(Files.size(DOCS.resolve(name))).isBetween(10_000L, 300_000L);
  }

  private static void picture(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setFullPage(true).setPath(PICTURES.resolve(name + ".png")));
  }

  private static Browser.NewContextOptions size(int width, int height) {
    return new Browser.NewContextOptions().setViewportSize(width, height);
  }

  private static Path page() {
    return folder.resolve("report.html").toAbsolutePath().normalize();
  }

  private static long rejected() {
    long sum = 0;
    for (JsonNode reason : run.at("/rows/rejected")) {
      sum += reason.asLong();
    }
    return sum;
  }

  private static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
