package spanglue.cli.telemetry;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import spanglue.cli.process.LocalException;

/**
 * Keeps the telemetry of each trace: in memory, and from when its run's folder is known as lines of
 * OTLP/JSON in {@code trace.jsonl} there. Metrics belong to no trace: they go into {@code
 * metrics.jsonl} of the run that was last bound.
 */
public final class TraceFiles {
  private final Map<String, List<ExportTraceServiceRequest>> traces = new HashMap<>();
  private final Map<String, Path> folders = new HashMap<>();
  private @Nullable Path current;

  /** Keeps the spans of one request, by trace. */
  public synchronized void add(ExportTraceServiceRequest request) {
    byTrace(request)
        .forEach(
            (traceId, part) -> {
              traces.computeIfAbsent(traceId, id -> new ArrayList<>()).add(part);
              Path folder = folders.get(traceId);
              if (folder != null) {
                append(folder.resolve("trace.jsonl"), OtlpJson.of(part));
              }
            });
  }

  /** Keeps the metrics of one request. */
  public synchronized void add(ExportMetricsServiceRequest request) {
    if (current != null) {
      append(current.resolve("metrics.jsonl"), OtlpJson.of(request));
    }
  }

  /** From now on the trace is kept in {@code folder}, with what has come of it so far. */
  public synchronized void bind(String traceId, Path folder) {
    folders.put(traceId, folder);
    current = folder;
    of(traceId).forEach(part -> append(folder.resolve("trace.jsonl"), OtlpJson.of(part)));
  }

  /** What has come of a trace. */
  public synchronized List<ExportTraceServiceRequest> of(String traceId) {
    return List.copyOf(traces.getOrDefault(traceId, List.of()));
  }

  private static Map<String, ExportTraceServiceRequest> byTrace(ExportTraceServiceRequest request) {
    Map<String, ExportTraceServiceRequest.Builder> parts = new LinkedHashMap<>();
    for (ResourceSpans resource : request.getResourceSpansList()) {
      for (ScopeSpans scope : resource.getScopeSpansList()) {
        Map<String, ScopeSpans.Builder> scopes = new LinkedHashMap<>();
        scope
            .getSpansList()
            .forEach(
                span ->
                    scopes
                        .computeIfAbsent(
                            hex(span.getTraceId()), id -> scope.toBuilder().clearSpans())
                        .addSpans(span));
        scopes.forEach(
            (traceId, spans) ->
                parts
                    .computeIfAbsent(traceId, id -> ExportTraceServiceRequest.newBuilder())
                    .addResourceSpans(resource.toBuilder().clearScopeSpans().addScopeSpans(spans)));
      }
    }
    Map<String, ExportTraceServiceRequest> requests = new LinkedHashMap<>();
    parts.forEach((traceId, part) -> requests.put(traceId, part.build()));
    return requests;
  }

  private static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }

  private static void append(Path file, String line) {
    try {
      Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new LocalException(file + " cannot be written: " + e, e);
    }
  }
}
