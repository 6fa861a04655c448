package spanglue.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spanglue.report.page.PageData;
import spanglue.report.page.ReportPage;

/** Plans are drawn with what is known of each node, and what is not is said. */
class PlanTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void aNodeHasItsRowsBytesAndTime() throws Exception {
    try (Chromium chromium = new Chromium()) {
      Page page = chromium.open(written());

      assertThat(page.locator(".node").count()).isEqualTo(4);
      assertThat(node(page, "scan parquet")).containsExactly("51.0 M rows", "2.1 GB", "4.100 s");
      assertThat(node(page, "filter")).containsExactly("48.0 M rows", "800 ms shared");
      assertThat(node(page, "python udf")).containsExactly("48.0 M rows", "time unknown");
      page.locator(".plan summary").click();
      assertThat(page.locator(".plan tbody tr").first().locator("th, td").allTextContents())
          .containsExactly(
              "0 execute insert",
              "",
              "12,000",
              "2.4 MB",
              "1.200 s",
              "measured",
              "sort time (ms) 31");
      assertThat(page.locator(".plan").textContent()).contains("2 nodes more are not kept");
      assertThat(Axe.violations(page)).isEmpty();
      assertThat(chromium.complaints).isEmpty();
    }
  }

  /** What is read stands above what is made of it, and nothing stands on another. */
  @Test
  void nodesFlowDownwardsAndDoNotOverlap() throws Exception {
    try (Chromium chromium = new Chromium()) {
      Page page = chromium.open(written());

      assertThat(y(page, "scan parquet")).isLessThan(y(page, "filter"));
      assertThat(y(page, "filter")).isLessThan(y(page, "python udf"));
      assertThat(y(page, "python udf")).isLessThan(y(page, "execute insert"));
      assertThat(page.locator(".node").all())
          .allSatisfy(node -> assertThat(node.boundingBox().height).isEqualTo(84));
      assertThat(y(page, "filter") - y(page, "scan parquet")).isGreaterThan(84);
    }
  }

  @Test
  void aPartThatCanNotBeDrawnTakesNoOtherWithIt() throws Exception {
    ObjectNode run = (ObjectNode) ExplainedLog.of("local-1642039451826", folder).document();
    run.remove("slots");
    Path file = folder.resolve("lacking.html");
    ReportPage.write(file, PageData.builder("lacking").run("shell", run.toString()).build());
    try (Chromium chromium = new Chromium()) {
      Page page = chromium.open(file);

      assertThat(page.locator("#time tfoot").textContent()).contains("86.045 s");
      assertThat(page.locator("main > .cause").textContent()).contains("could not be drawn");
      assertThat(page.locator("#notes").isVisible()).isTrue();
    }
  }

  private static double y(Page page, String name) {
    return page.locator(".node:has-text('" + name + "')").boundingBox().y;
  }

  private static List<String> node(Page page, String name) {
    return page.locator(".node:has-text('" + name + "') .node-figures span").allTextContents();
  }

  /** A public log's document, with a plan under its first action. */
  private Path written() throws Exception {
    ObjectNode run = (ObjectNode) ExplainedLog.of("local-1642039451826", folder).document();
    ArrayNode nodes = JSON.createArrayNode();
    nodes.add(node(0, null, "execute insert", 12_000L, 2_400_000L, 1_200L, "measured"));
    nodes.add(node(1, 0, "python udf", 48_000_000L, null, null, "unknown"));
    nodes.add(node(2, 1, "filter", 48_000_000L, null, 800L, "shared"));
    nodes.add(node(3, 2, "scan parquet", 51_000_000L, 2_100_000_000L, 4_100L, "measured"));
    ObjectNode plan = JSON.createObjectNode();
    plan.set("nodes", nodes);
    plan.put("folded", 2);
    ((ObjectNode) run.at("/actions/0")).set("plan", plan);
    Path file = folder.resolve("plan.html");
    ReportPage.write(file, PageData.builder("a plan").run("shell", run.toString()).build());
    return file;
  }

  private static ObjectNode node(
      int id, Integer parent, String name, Long rows, Long bytes, Long millis, String time) {
    return JSON.createObjectNode()
        .put("id", id)
        .put("parent", parent)
        .put("name", name)
        .put("detail", "of " + name)
        .put("rows", rows)
        .put("bytes", bytes)
        .put("ms", millis)
        .put("time", time)
        .putNull("codegen")
        .set("metrics", JSON.createObjectNode().put("sort time (ms)", 31));
  }
}
