package spanglue.browser;

import java.util.List;
import java.util.Map;
import spanglue.report.page.PageData;
import spanglue.report.page.PageData.Records;
import spanglue.report.page.PageData.Span;
import spanglue.report.page.PageData.Status;

/** Pages made to be looked at closely. */
final class ShownPages {
  static final long START = 1_767_225_600_000L;

  static final List<String> HOSTILE =
      List.of(
          "<script>window.ran = true</script>",
          "<img src=x onerror=\"window.ran = true\">",
          "</script><script>window.ran = true</script>",
          "{{data}} ${1 + 1} `window.ran`",
          "\u001b[31mred\u001b[0m\u0007",
          "invoice\u202Efdp.exe",
          "long".repeat(2_500));

  private ShownPages() {}

  /** Every text of it means harm. */
  static PageData hostile() {
    PageData.Builder page = PageData.builder(HOSTILE.get(2));
    page.verdict(Status.FAILED, String.join(" ", HOSTILE));
    int at = 0;
    for (String name : HOSTILE) {
      page.fact(name, name).part(name, 1).finding(name).link(name, "javascript:" + name).note(name);
      page.span(span(at, at == 0 ? -1 : at - 1, name, name, at * 10, 100, Map.of(name, name)));
      at++;
    }
    page.records(new Records(20, 10, 3, Map.of(HOSTILE.get(0), 4L, HOSTILE.get(6), 3L)));
    return page.build();
  }

  /** A root, a hundred actions, and their stages. */
  static PageData ofSpans(int many) {
    PageData.Builder page = PageData.builder("many spans").verdict(Status.SUCCEEDED, null);
    page.span(span(0, -1, "run", "job", 0, many * 10, Map.of()));
    int actions = 100;
    for (int i = 1; i < many; i++) {
      boolean isAction = i <= actions;
      double start = isAction ? (i - 1) * (many / 10.0) : (i % actions) * (many / 10.0) + i / 100.0;
      page.span(
          span(
              i,
              isAction ? 0 : 1 + i % actions,
              (isAction ? "action " : "stage ") + i,
              isAction ? "job" : "stages",
              start,
              isAction ? many / 11.0 : 5 + i % 40,
              Map.of("rows", i)));
    }
    return page.build();
  }

  /** An action with a stage, and a step over it. */
  static PageData ofAStep() {
    return PageData.builder("a step")
        .verdict(Status.SUCCEEDED, null)
        .span(span(0, -1, "action", "job", 0, 100, Map.of()))
        .span(span(1, 0, "step", "job", 10, 80, Map.of("spanglue.step.attribution", "fused")))
        .span(span(2, 0, "stage", "job", 10, 80, Map.of()))
        .build();
  }

  private static Span span(
      int id,
      int parent,
      String name,
      String service,
      double start,
      double millis,
      Map<String, ?> attributes) {
    return new Span(
        String.valueOf(id),
        parent < 0 ? null : String.valueOf(parent),
        name,
        service,
        START + start,
        START + start + millis,
        Status.SUCCEEDED,
        false,
        attributes);
  }
}
