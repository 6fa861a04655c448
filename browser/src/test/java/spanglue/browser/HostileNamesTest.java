package spanglue.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import spanglue.report.page.ReportPage;

/** Names are shown, whatever they hold. */
class HostileNamesTest {
  @TempDir Path folder;

  @Test
  void namesAreShownAndDoNotRun() throws Exception {
    try (Chromium chromium = new Chromium()) {
      Page page = chromium.open(written());

      assertThat(page.evaluate("window.ran")).isNull();
      assertThat(chromium.complaints).isEmpty();
      assertThat(page.locator("script")).satisfies(all -> assertThat(all.count()).isEqualTo(4));
      assertThat(page.locator("img").count()).isZero();
      assertThat(page.locator("a[href^='javascript']").count()).isZero();
      assertThat(page.locator("h1").textContent()).isEqualTo(ShownPages.HOSTILE.get(2));
      assertThat(page.locator(".row .span-name").allTextContents())
          .anyMatch(name -> name.equals(ShownPages.HOSTILE.get(0)))
          .anyMatch(name -> name.equals("\\u001b[31mred\\u001b[0m\\u0007"))
          .anyMatch(name -> name.equals("invoice\\u202efdp.exe"));
      assertThat(Axe.violations(page)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 1280})
  void noNameMakesThePageWiderThanItsWindow(int width) throws Exception {
    try (Chromium chromium = new Chromium()) {
      Page page =
          chromium.open(written(), new Browser.NewContextOptions().setViewportSize(width, 900));

      page.locator(".row").last().click();

      assertThat((int) page.evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
      assertThat(page.locator(".details-box").textContent()).contains("long".repeat(2_000));
    }
  }

  private Path written() throws Exception {
    Path file = folder.resolve("hostile.html");
    ReportPage.write(file, ShownPages.hostile());
    return file;
  }
}
