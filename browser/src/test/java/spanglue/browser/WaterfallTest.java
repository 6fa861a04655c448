package spanglue.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spanglue.report.page.ReportPage;

/** A trace of 5,000 spans, by pointer and by keyboard. */
class WaterfallTest {
  private static final int SPANS = 5_000;

  /** 60 frames a second. */
  private static final double MOST_MILLIS = 16.7;

  @TempDir Path folder;
  private Chromium chromium;
  private Page page;
  private Locator view;

  @BeforeEach
  void open() throws Exception {
    Path file = folder.resolve("spans.html");
    ReportPage.write(file, ShownPages.ofSpans(SPANS));
    chromium = new Chromium();
    page = chromium.open(file);
    view = page.locator(".view");
    view.scrollIntoViewIfNeeded();
  }

  @AfterEach
  void close() {
    chromium.close();
  }

  @Test
  void fewRowsAreThereAtOnce() {
    assertThat(view.getAttribute("aria-rowcount")).isEqualTo(String.valueOf(SPANS));
    assertThat(page.locator(".row").count()).isBetween(10, 60);
  }

  @Test
  void scrollingAndZoomingKeepUp() {
    FrameWork scrolling = FrameWork.of(page, "(view, n) => { view.scrollTop = n * 173; }");
    FrameWork zooming =
        FrameWork.of(
            page,
            "(view, n) => view.dispatchEvent(new KeyboardEvent('keydown',"
                + " { key: n % 20 < 10 ? '+' : '-', bubbles: true }))");
    System.out.printf("%,d spans: scrolling %s, zooming %s%n", SPANS, scrolling, zooming);

    assertThat(scrolling.workMillis()).isBetween(0.01, MOST_MILLIS);
    assertThat(zooming.workMillis()).isBetween(0.01, MOST_MILLIS);
  }

  @Test
  void theKeyboardWalksFoldsAndZooms() {
    view.focus();
    page.keyboard().press("Home");
    page.keyboard().press("ArrowDown");
    page.waitForCondition(() -> selected().equals("action 1"));
    page.keyboard().press("ArrowLeft");
    page.waitForCondition(() -> rows() < SPANS);
    page.keyboard().press("ArrowRight");
    page.waitForCondition(() -> rows() == SPANS);
    page.keyboard().press("End");
    page.waitForCondition(() -> selected().startsWith("stage"));
    List<String> before = page.locator(".axis span").allTextContents();
    page.keyboard().press("Enter");
    page.waitForCondition(() -> !page.locator(".axis span").allTextContents().equals(before));
    page.keyboard().press("0");
    page.waitForCondition(() -> page.locator(".axis span").allTextContents().equals(before));
    assertThat(page.locator(".details-box dl").textContent()).contains("rows");
  }

  @Test
  void aSpanIsFoundByItsName() {
    view.focus();
    page.keyboard().press("/");
    page.keyboard().type("stage 4999");
    page.waitForCondition(() -> selected().equals("stage 4999"));
    assertThat(page.locator(".found").textContent()).isEqualTo("1 found");
    assertThat(page.locator(".row.match:visible").count()).isEqualTo(1);
  }

  @Test
  void theCriticalPathCanBeSeenAlone() {
    page.locator(".check input").check();

    page.waitForCondition(() -> rows() < SPANS);
    assertThat(page.locator(".row:visible").count()).isPositive();
    assertThat(page.locator(".row:visible:not(.critical)").count()).isZero();
  }

  @Test
  void aStepIsNotOnTheCriticalPathItsStageIs() throws Exception {
    Path file = folder.resolve("step.html");
    ReportPage.write(file, ShownPages.ofAStep());
    Locator onPath = chromium.open(file).locator(".row.critical:visible .span-name");

    assertThat(onPath.allTextContents()).containsExactly("action", "stage");
  }

  @Test
  void whatThePointerIsOnIsTold() {
    page.locator(".row:visible .span-bar").first().hover();

    assertThat(page.locator(".tip").textContent()).contains("run").contains("job");
  }

  private int rows() {
    return Integer.parseInt(view.getAttribute("aria-rowcount"));
  }

  private String selected() {
    Locator row = page.locator(".row[aria-selected='true']:visible .span-name");
    return row.count() == 0 ? "" : row.textContent();
  }
}
