package spanglue.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** The system's Chromium, without a window: what Playwright would download is not needed. */
final class Chromium implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private final Playwright playwright =
      Playwright.create(
          new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  private final Browser browser =
      playwright
          .chromium()
          .launch(
              new BrowserType.LaunchOptions()
                  .setExecutablePath(executable())
                  .setArgs(List.of("--no-sandbox")));

  /** What a page has said on its console, or asked for beside its file. */
  final List<String> complaints = new CopyOnWriteArrayList<>();

  /** Opens a page from its file, as a double click does. */
  Page open(Path file, Browser.NewContextOptions options) {
    BrowserContext context = browser.newContext(options);
    Page page = context.newPage();
    page.onConsoleMessage(message -> complaints.add(message.text()));
    page.onPageError(complaints::add);
    page.onDialog(dialog -> complaints.add("dialog: " + dialog.message()));
    page.onRequest(
        request -> {
          if (!request.url().equals(file.toUri().toString())) {
            complaints.add("request: " + request.url());
          }
        });
    page.navigate(file.toUri().toString());
    return page;
  }

  Page open(Path file) {
    return open(file, new Browser.NewContextOptions().setViewportSize(1280, 900));
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }

  private static Path executable() {
    String chosen = System.getenv("SPANGLUE_CHROMIUM");
    if (chosen != null) {
      return Path.of(chosen);
    }
    return NAMES.stream()
        .flatMap(Chromium::onPath)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "Chromium is not on the PATH: run .ci/install-chromium, or name it in"
                        + " SPANGLUE_CHROMIUM"));
  }

  private static Stream<Path> onPath(String name) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable);
  }
}
