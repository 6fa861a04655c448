package spanglue.report.page;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import spanglue.report.page.PageData.Span;
import spanglue.report.page.PageData.Status;

/**
 * Spans as rows of few bytes: a parent is its row's number, a service its number in a list, a start
 * is told from the first. Of too many the longest stay, each under its nearest parent that stayed;
 * attributes are kept of failed spans, then of the longest, as far as they fit.
 */
final class SpanTable {
  private static final int MOST_SPANS = 6_000;
  private static final int LONGEST_NAME = 10_000;
  private static final int MOST_BYTES_OF_NAMES = 250_000;
  private static final int MOST_BYTES_OF_ATTRIBUTES = 200_000;

  private static final List<Status> STATUSES = List.of(Status.values());

  private SpanTable() {}

  static Map<String, Object> of(List<Span> all, List<String> notes) {
    List<Span> kept = longest(all);
    if (kept.size() < all.size()) {
      notes.add(
          String.format(
              Locale.ROOT, "The %,d shortest spans are left out.", all.size() - kept.size()));
    }
    int nameLength = nameLength(kept);
    IdentityHashMap<Span, Map<String, Object>> attributes = attributes(kept, notes);
    Map<String, Integer> rows = new HashMap<>();
    kept.forEach(span -> rows.putIfAbsent(span.id(), rows.size()));
    Map<String, Span> byId = new HashMap<>();
    all.forEach(span -> byId.putIfAbsent(span.id(), span));
    double first = kept.stream().mapToDouble(Span::startMillis).min().orElse(0);
    Map<String, Integer> services = new LinkedHashMap<>();
    List<Object> table = new ArrayList<>();
    for (Span span : kept) {
      List<Object> row = new ArrayList<>();
      row.add(parentRow(span, rows, byId));
      row.add(PageText.whole(PageText.cut(span.name(), nameLength)));
      row.add(services.computeIfAbsent(PageText.whole(span.service()), name -> services.size()));
      row.add(micros(span.startMillis() - first));
      row.add(micros(Math.max(0, span.endMillis() - span.startMillis())));
      row.add(STATUSES.indexOf(span.status()));
      row.add(span.isOnCriticalPath() ? 1 : 0);
      Map<String, Object> those = attributes.get(span);
      if (those != null) {
        row.add(those);
      }
      table.add(row);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("start_ms", first);
    json.put("services", List.copyOf(services.keySet()));
    json.put(
        "statuses",
        STATUSES.stream().map(status -> status.name().toLowerCase(Locale.ROOT)).toList());
    json.put("spans", table);
    return json;
  }

  /** How long names may be so that all of them fit. */
  private static int nameLength(List<Span> kept) {
    int length = LONGEST_NAME;
    while (length > 1 && bytesOfNames(kept, length) > MOST_BYTES_OF_NAMES) {
      length /= 2;
    }
    return length;
  }

  private static int bytesOfNames(List<Span> kept, int length) {
    return kept.stream().mapToInt(span -> PageJson.bytes(PageText.cut(span.name(), length))).sum();
  }

  private static List<Span> longest(List<Span> all) {
    if (all.size() <= MOST_SPANS) {
      return all;
    }
    List<Span> longest =
        all.stream().sorted(Comparator.comparingDouble(SpanTable::rank)).limit(MOST_SPANS).toList();
    return longest.stream().sorted(Comparator.comparingDouble(Span::startMillis)).toList();
  }

  private static IdentityHashMap<Span, Map<String, Object>> attributes(
      List<Span> kept, List<String> notes) {
    IdentityHashMap<Span, Map<String, Object>> chosen = new IdentityHashMap<>();
    int bytes = 0;
    long without = 0;
    for (Span span : kept.stream().sorted(Comparator.comparingDouble(SpanTable::rank)).toList()) {
      if (!span.attributes().isEmpty()) {
        Map<String, Object> bounded = new LinkedHashMap<>();
        span.attributes().forEach((key, value) -> bounded.put(PageText.whole(key), bounded(value)));
        bytes += PageJson.bytes(bounded);
        if (bytes > MOST_BYTES_OF_ATTRIBUTES) {
          without++;
        } else {
          chosen.put(span, bounded);
        }
      }
    }
    if (without > 0) {
      notes.add(
          String.format(
              Locale.ROOT, "The attributes of %,d of the shorter spans are left out.", without));
    }
    return chosen;
  }

  private static Object bounded(@Nullable Object value) {
    if (value instanceof Collection<?> list) {
      return list.stream().limit(100).map(SpanTable::bounded).toList();
    }
    return value instanceof Number || value instanceof Boolean
        ? value
        : PageText.whole(String.valueOf(value));
  }

  /** Row of the nearest ancestor that stayed; -1 for a root. */
  private static int parentRow(Span span, Map<String, Integer> rows, Map<String, Span> byId) {
    String id = span.parentId();
    for (int steps = 0; id != null && steps < 1_000; steps++) {
      Integer row = rows.get(id);
      if (row != null) {
        return row;
      }
      Span parent = byId.get(id);
      id = parent == null ? null : parent.parentId();
    }
    return -1;
  }

  /** Failed ones first, then the longest. */
  private static double rank(Span span) {
    double millis = span.endMillis() - span.startMillis();
    return span.status() == Status.FAILED ? -1e15 - millis : -millis;
  }

  private static double micros(double millis) {
    return Math.round(millis * 1e3) / 1e3;
  }
}
