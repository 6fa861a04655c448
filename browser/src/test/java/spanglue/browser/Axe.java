package spanglue.browser;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What axe finds: the rules of accessibility that a page breaks, with where. */
final class Axe {
  private static final Path SCRIPT = Path.of("target", "axe", "axe.min.js");

  private Axe() {}

  @SuppressWarnings("unchecked")
  static List<String> violations(Page page) throws IOException {
    // Evaluated, not added: the page's policy lets no further script in.
    page.evaluate(Files.readString(SCRIPT) + "; null");
    return (List<String>)
        page.evaluate(
            "async () => (await axe.run()).violations.map("
                + "v => v.id + ': ' + v.nodes.map(n => n.target.join(' ') + ' ' + n.failureSummary)"
                + ".slice(0, 5).join('; '))");
  }
}
