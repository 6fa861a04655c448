package spanglue.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spanglue.report.page.PageData.Records;
import spanglue.report.page.PageData.Span;
import spanglue.report.page.PageData.Status;

/** One file, whatever the run was called, and however much there is of it. */
class ReportPageTest {
  private static final int MOST_BYTES = 1_500_000;
  private static final String HOSTILE =
      "</script><script>alert(1)</script><!-- & \" \u001b[31m \u202e gnp \u2028 \ud800";

  @TempDir Path folder;

  @Test
  void aPageIsOneFileThatNamesNoOther() throws Exception {
    Path file = folder.resolve("report.html");
    ReportPage.write(file, PageData.builder("orders").verdict(Status.SUCCEEDED, null).build());
    String html = Files.readString(file);

    assertThat(html).startsWith("<!DOCTYPE html>").contains("<title>orders - Spanglue</title>");
    assertThat(html).doesNotContain(" src=", "<link", "@import", "url(");
    assertThat(html).contains("default-src 'none'").contains("Mike Bostock");
  }

  @Test
  void noNameEndsTheDataOrBeginsAScript() throws Exception {
    PageData data =
        PageData.builder(HOSTILE)
            .verdict(Status.FAILED, HOSTILE)
            .fact(HOSTILE, HOSTILE)
            .part(HOSTILE, 1)
            .span(span("1", null, HOSTILE, 0, 10, Map.of(HOSTILE, List.of(HOSTILE, 1, true))))
            .run(HOSTILE, new ObjectMapper().writeValueAsString(Map.of("notes", List.of(HOSTILE))))
            .records(new Records(1, 0, 0, Map.of(HOSTILE, 1L)))
            .finding(HOSTILE)
            .link(HOSTILE, HOSTILE)
            .note(HOSTILE)
            .build();
    String html = ReportPage.html(data);

    assertThat(Pattern.compile("<script").matcher(html).results()).hasSize(4);
    assertThat(Pattern.compile("</script").matcher(html).results()).hasSize(4);
    assertThat(html).doesNotContain("\u2028", "\u001b", "\ud800", "<!--");
    assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(html)).isTrue();
    assertThat(data(html).get("title").asText()).isEqualTo(HOSTILE.replace('\ud800', '\ufffd'));
  }

  @Test
  void spansAreRowsUnderTheirParents() throws Exception {
    JsonNode trace =
        data(ReportPage.html(
                PageData.builder("orders")
                    .span(span("child", "root", "write", 1_000.25, 1_500.5, Map.of("rows", 7)))
                    .span(span("root", "elsewhere", "run", 1_000, 2_000, Map.of()))
                    .build()))
            .get("trace");

    assertThat(trace.get("start_ms").asDouble()).isEqualTo(1_000);
    assertThat(trace.at("/spans/0").toString())
        .isEqualTo("[1,\"write\",0,0.25,500.25,0,0,{\"rows\":7}]");
    assertThat(trace.at("/spans/1").toString()).isEqualTo("[-1,\"run\",0,0.0,1000.0,0,0]");
  }

  @Test
  void aPageStaysSmallWhateverItShows() throws Exception {
    PageData.Builder page = PageData.builder("orders");
    for (int i = 0; i < 20_000; i++) {
      String parent = i == 0 ? null : String.valueOf(i - 1 - i % 7);
      page.span(
          span(
              "" + i,
              parent,
              "é".repeat(300) + i,
              i,
              i + 40_000 - i,
              Map.of("k", "v".repeat(900))));
    }
    String action = "{\"name\":\"%s\",\"start_ms\":%d,\"end_ms\":90000,\"stages\":[\"%s\"]}";
    StringBuilder actions = new StringBuilder();
    for (int i = 0; i < 3_000; i++) {
      actions.append(i == 0 ? "" : ",").append(action.formatted("a" + i, i, "s".repeat(900)));
    }
    page.run("orders", "{\"actions\":[" + actions + "]}");
    String html = ReportPage.html(page.build());

    assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThan(MOST_BYTES);
    JsonNode data = data(html);
    assertThat(data.at("/trace/spans")).hasSizeGreaterThan(5_000);
    assertThat(data.at("/runs/0/document/actions/0/name").asText()).isEqualTo("a0");
    assertThat(data.get("notes").toString())
        .contains("shortest spans are left out")
        .contains("attributes of")
        .contains("Of 3,000 actions the");
  }

  @Test
  void aRunDocumentThatIsNoneIsRefused() {
    PageData data = PageData.builder("orders").run("clean", "{\"actions\":").build();

    assertThatThrownBy(() -> ReportPage.html(data))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the run document of clean is no JSON");
  }

  private static Span span(
      String id, String parent, String name, double start, double end, Map<String, ?> attributes) {
    return new Span(id, parent, name, "job", start, end, Status.SUCCEEDED, false, attributes);
  }

  private static JsonNode data(String html) throws Exception {
    Matcher data =
        Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>")
            .matcher(html);
    assertThat(data.find()).isTrue();
    return new ObjectMapper().readTree(data.group(1));
  }
}
