package spanglue.tracing.internal.budget;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A job's root span under the parent that became known after the span had started. */
public final class RootSpanData extends DelegatingSpanData {
  private final SpanContext parent;

  private RootSpanData(SpanData root, String parentId) {
    super(root);
    this.parent =
        SpanContext.createFromRemoteParent(
            root.getTraceId(), parentId, TraceFlags.getSampled(), TraceState.getDefault());
  }

  /** {@code root} under {@code parentId}, unless that is null. */
  public static SpanData under(@Nullable String parentId, SpanData root) {
    return parentId == null ? root : new RootSpanData(root, parentId);
  }

  /** {@code spans} with the root first, and under {@code parentId} unless that is null. */
  public static List<SpanData> first(
      List<SpanData> spans, String rootId, @Nullable String parentId) {
    List<SpanData> ordered = new ArrayList<>(spans.size());
    for (SpanData span : spans) {
      if (!span.getSpanId().equals(rootId)) {
        ordered.add(span);
      } else {
        ordered.add(0, under(parentId, span));
      }
    }
    return ordered;
  }

  @Override
  public SpanContext getParentSpanContext() {
    return parent;
  }
}
