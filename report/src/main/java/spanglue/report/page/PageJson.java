package spanglue.report.page;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import spanglue.report.page.PageData.Records;

/** A page's data as JSON that a script element can hold, of a bounded size. */
final class PageJson {
  private static final JSON WRITER = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES);
  private static final int MOST_OF_A_LIST = 500;

  private PageJson() {}

  static String of(PageData data) {
    List<String> notes = new ArrayList<>(data.notes());
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("title", PageText.whole(data.title()));
    page.put("status", data.verdict().status().name().toLowerCase(Locale.ROOT));
    page.put("cause", text(data.verdict().cause()));
    page.put("facts", few(data.facts(), fact -> List.of(text(fact.label()), text(fact.value()))));
    page.put("parts", few(data.parts(), part -> List.of(text(part.name()), part.seconds())));
    page.put("trace", SpanTable.of(data.spans(), notes));
    page.put("runs", RunTexts.of(data.runs(), notes));
    page.put("records", records(data.records()));
    page.put("findings", few(data.findings(), PageJson::text));
    page.put("links", few(data.links(), link -> List.of(text(link.label()), text(link.address()))));
    page.put("notes", few(notes, PageJson::text));
    return PageText.script(write(page));
  }

  static String write(Object value) {
    try {
      return WRITER.asString(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static int bytes(Object value) {
    return PageText.script(write(value)).getBytes(StandardCharsets.UTF_8).length;
  }

  private static String text(@Nullable String of) {
    return of == null ? "" : PageText.whole(of);
  }

  private static <T> List<Object> few(List<T> all, Function<T, Object> json) {
    return all.stream().limit(MOST_OF_A_LIST).map(json).toList();
  }

  private static @Nullable Map<String, Object> records(@Nullable Records records) {
    if (records == null) {
      return null;
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("read", records.read());
    json.put("cleaned", records.cleaned());
    json.put("duplicate", records.duplicate());
    json.put("rejected", records.rejected());
    return json;
  }
}
