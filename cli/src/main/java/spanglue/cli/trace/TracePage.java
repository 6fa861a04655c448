package spanglue.cli.trace;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import spanglue.report.page.PageData;
import spanglue.report.page.PageData.Status;

/** A trace as the page that a local run and {@code explain} have, too. */
public final class TracePage {
  private TracePage() {}

  public static PageData of(Trace trace) {
    SlowestPath path = SlowestPath.of(trace);
    boolean failed = trace.roots().stream().anyMatch(root -> root.failure() != null);
    PageData.Builder page =
        PageData.builder("Trace " + trace.id())
            .verdict(failed ? Status.FAILED : Status.UNKNOWN, null)
            .fact("Trace", trace.id())
            .fact("From", trace.source());
    for (TraceSpan span : trace.spans()) {
      page.span(
          new PageData.Span(
              span.id(),
              span.parentId(),
              span.name(),
              span.service(),
              span.start() / 1e6,
              Trace.knownEnd(span) / 1e6,
              status(span),
              path.contains(span),
              attributes(span)));
    }
    return page.build();
  }

  private static Status status(TraceSpan span) {
    if (span.failure() != null) {
      return Status.FAILED;
    }
    return span.end() == null ? Status.INCOMPLETE : Status.SUCCEEDED;
  }

  private static Map<String, Object> attributes(TraceSpan span) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    span.attributes().forEachEntry((key, value) -> attributes.put(key, plain(value)));
    if (span.failure() != null && !span.failure().isEmpty()) {
      attributes.put("status message", span.failure());
    }
    return attributes;
  }

  private static Object plain(JsonNode value) {
    if (value.isIntegralNumber()) {
      return value.asLong();
    }
    if (value.isNumber()) {
      return value.asDouble();
    }
    if (value.isBoolean()) {
      return value.asBoolean();
    }
    return value.isTextual() ? value.asText() : value.toString();
  }
}
