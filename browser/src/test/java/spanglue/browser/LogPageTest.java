package spanglue.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages of public event logs tell what their documents tell. */
class LogPageTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "local-1642039451826",
        "application_1553914137147_0018",
        "app-20161115172038-0000",
      })
  void figuresAreThoseOfTheRunDocument(String log) throws Exception {
    ExplainedLog explained = ExplainedLog.of(log, folder);
    JsonNode run = explained.document();
    try (Chromium chromium = new Chromium()) {
      Page page = chromium.open(explained.page());

      assertThat(page.locator("h1").textContent()).isEqualTo(run.at("/application/name").asText());
      long wall = run.at("/time/wall_ms").asLong();
      assertThat(cells(page, "#time tfoot tr"))
          .startsWith("Total", seconds(wall), "100.0 %", seconds(wall), "100.0 %");
      run.at("/time/classes")
          .properties()
          .forEach(
              of -> {
                long millis = of.getValue().asLong();
                long onPath = run.at("/critical_path/classes/" + of.getKey()).asLong();
                if (millis + onPath > 0) {
                  assertThat(cells(page, "#time tbody tr:has(th:text-is('" + words(of) + "'))"))
                      .as(of.getKey())
                      .startsWith(words(of), seconds(millis))
                      .contains(seconds(onPath));
                }
              });
      assertThat(
              page.locator("#actions .time-block > div > .scroll[aria-label^=Actions] tbody tr")
                  .count())
          .isEqualTo(run.at("/actions").size());
      int stages = 0;
      for (JsonNode action : run.at("/actions")) {
        stages += action.get("stages").size();
      }
      assertThat(page.locator("#trace .row:visible").count())
          .isGreaterThanOrEqualTo(1 + run.at("/actions").size() + stages);
      assertThat(facts(page)).contains(seconds3(wall), run.at("/application/id").asText());
      assertThat(Axe.violations(page)).isEmpty();
      assertThat(chromium.complaints).isEmpty();
    }
  }

  private static String words(java.util.Map.Entry<String, JsonNode> of) {
    return of.getKey().replace('_', ' ');
  }

  private static List<String> cells(Page page, String row) {
    return page.locator(row).first().locator("th, td").allTextContents();
  }

  private static List<String> facts(Page page) {
    return page.locator(".facts dd").allTextContents();
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%,.3f s", millis / 1e3);
  }

  /** As the verdict says it. */
  private static String seconds3(long millis) {
    long tenths = Math.round(millis / 100.0);
    return millis < 60_000
        ? String.format(Locale.ROOT, "%.2f s", millis / 1e3)
        : String.format(Locale.ROOT, "%d min %.1f s", tenths / 600, tenths % 600 / 10.0);
  }
}
