package spanglue.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes the page: styles, scripts and data in one file of less than 1.5 MB. A policy in it names
 * the two scripts and the style by their hashes and forbids all else, so that nothing that a name
 * holds can run or load.
 */
public final class ReportPage {
  /** In the order in which they are read: each may use what is before it. */
  private static final List<String> SCRIPTS =
      List.of(
          "text.js",
          "element.js",
          "run-spans.js",
          "trace.js",
          "critical-path.js",
          "classes.js",
          "verdict.js",
          "time.js",
          "records.js",
          "findings.js",
          "timeline.js",
          "overview.js",
          "waterfall-rows.js",
          "waterfall.js",
          "span-details.js",
          "plan.js",
          "actions.js",
          "slots.js",
          "ending.js",
          "main.js");

  private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)\\}\\}");

  private ReportPage() {}

  /**
   * Writes the page of a run, over a file that is there.
   *
   * @throws IOException where the file cannot be written
   */
  public static void write(Path file, PageData data) throws IOException {
    Files.writeString(file, html(data));
  }

  /** The page's text. */
  static String html(PageData data) {
    String style = resource("page.css");
    String library = resource("d3/d3.min.js");
    String script =
        SCRIPTS.stream()
            .map(ReportPage::resource)
            .collect(Collectors.joining("\n", "(() => {\n\"use strict\";\n", "\n})();\n"));
    String policy =
        "default-src 'none'; script-src %s %s; style-src %s; base-uri 'none'; form-action 'none'"
            .formatted(hash(library), hash(script), hash(style));
    Map<String, String> parts =
        Map.of(
            "policy", policy,
            "title", PageText.html(data.title()),
            "style", style,
            "data", PageJson.of(data),
            "license", PageText.html(resource("d3/LICENSE")),
            "library", library,
            "script", script);
    // In one pass: what a part holds is never taken for a place.
    return PLACE
        .matcher(resource("page.html"))
        .replaceAll(
            place -> Matcher.quoteReplacement(Objects.requireNonNull(parts.get(place.group(1)))));
  }

  /** As a policy names an inline script or style. */
  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
