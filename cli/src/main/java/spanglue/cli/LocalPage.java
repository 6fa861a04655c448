package spanglue.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import spanglue.cli.aws.ObjectStore;
import spanglue.cli.process.LocalException;
import spanglue.report.page.PageData;
import spanglue.report.page.PageData.Records;
import spanglue.report.page.PageData.Status;
import spanglue.report.page.ReportPage;

/** {@code report.html} beside {@code run.json}: the run as a page for a browser. */
final class LocalPage {
  static final String FILE = "report.html";

  /** What ends the names of the run documents that jobs leave in the run's folder. */
  private static final String DOCUMENT = "run-document.json";

  private LocalPage() {}

  /**
   * Writes the page.
   *
   * @throws LocalException where the file cannot be written
   */
  static void write(RunSummary run, List<PageData.Span> spans) {
    Path file = run.folder().path().resolve(FILE);
    try {
      ReportPage.write(file, data(run, spans));
    } catch (IOException e) {
      throw new LocalException(file + " cannot be written: " + e, e);
    }
  }

  private static PageData data(RunSummary run, List<PageData.Span> spans) throws IOException {
    PageData.Builder page =
        PageData.builder(run.folder().runId())
            .verdict(run.succeeded() ? Status.SUCCEEDED : Status.FAILED, run.cause())
            .fact("Trace", run.folder().traceId())
            .records(records(run.manifest().rows()));
    run.seconds()
        .forEach(
            (part, seconds) -> {
              if (!part.equals(RunTimings.TOTAL)) {
                page.part(part, seconds);
              }
            });
    spans.forEach(page::span);
    for (Path document : files(run, DOCUMENT)) {
      page.run(label(document), Files.readString(document));
    }
    run.figures().findings().forEach(page::finding);
    for (Map.Entry<String, JsonNode> output : run.outputs().properties()) {
      page.link(output.getKey(), "../" + ObjectStore.BUCKET + "/" + output.getValue().asText());
    }
    for (Path log : files(run, ".log")) {
      page.link(label(log) + " log", String.valueOf(log.getFileName()));
    }
    return page.link("run", "run.json").link("trace", "trace.jsonl").build();
  }

  private static @Nullable Records records(JsonNode rows) {
    if (!rows.has("read")) {
      return null;
    }
    Map<String, Long> rejected = new LinkedHashMap<>();
    Set<Map.Entry<String, JsonNode>> reasons = rows.path("rejected").properties();
    reasons.forEach(reason -> rejected.put(reason.getKey(), reason.getValue().asLong()));
    return new Records(
        rows.path("read").asLong(),
        rows.path("cleaned").asLong(),
        rows.path("duplicate").asLong(),
        rejected);
  }

  private static List<Path> files(RunSummary run, String ending) throws IOException {
    try (Stream<Path> files = Files.list(run.folder().path())) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  /** {@code clean} of {@code clean.log} or {@code clean-run-document.json}. */
  private static String label(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.replaceFirst("[.-]?(run-document\\.json|log)$", "");
  }
}
