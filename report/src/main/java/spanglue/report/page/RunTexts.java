package spanglue.report.page;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import spanglue.report.page.PageData.Run;

/**
 * Run documents as the page takes them: of one that is too large the shortest actions are left out.
 */
final class RunTexts {
  private static final int MOST_BYTES = 350_000;

  private RunTexts() {}

  static List<Object> of(List<Run> runs, List<String> notes) {
    List<Object> texts = new ArrayList<>();
    for (Run run : runs) {
      Map<String, Object> document = read(run);
      bound(document, MOST_BYTES / runs.size(), notes);
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("label", PageText.whole(run.label()));
      json.put("document", document);
      texts.add(json);
    }
    return texts;
  }

  private static Map<String, Object> read(Run run) {
    try {
      return JSON.std.mapFrom(run.json());
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the run document of " + run.label() + " is no JSON: " + e.getMessage(), e);
    }
  }

  private static void bound(Map<String, Object> document, int most, List<String> notes) {
    List<Object> actions = list(document.get("actions"));
    int all = actions.size();
    while (PageJson.bytes(document) > most && !actions.isEmpty()) {
      int keep = actions.size() / 2;
      Set<Object> longest = Collections.newSetFromMap(new IdentityHashMap<>());
      actions.stream()
          .sorted(Comparator.comparingDouble(RunTexts::millis).reversed())
          .limit(keep)
          .forEach(longest::add);
      actions = actions.stream().filter(longest::contains).toList();
      document.put("actions", actions);
    }
    if (actions.size() < all) {
      notes.add(
          String.format(
              Locale.ROOT,
              "Of %,d actions the %,d longest are here; the run document has them all.",
              all,
              actions.size()));
    }
  }

  private static double millis(Object action) {
    return action instanceof Map<?, ?> map
            && map.get("start_ms") instanceof Number start
            && map.get("end_ms") instanceof Number end
        ? end.doubleValue() - start.doubleValue()
        : 0;
  }

  private static List<Object> list(@Nullable Object value) {
    return value instanceof List<?> list ? new ArrayList<>(list) : List.of();
  }
}
