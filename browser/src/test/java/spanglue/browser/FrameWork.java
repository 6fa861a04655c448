package spanglue.browser;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;

/**
 * What a page's thread works for a frame: processor time, which other work on the machine does not
 * make longer, and the frame's own length, which it does.
 *
 * @param workMillis processor time of script, style, layout and painting: the mean
 * @param frameMillis from frame to frame: the median
 */
record FrameWork(double workMillis, double frameMillis) {
  private static final int FRAMES = 90;

  /** Does a step, a JavaScript function of {@code (view, n)}, in each of 90 frames. */
  static FrameWork of(Page page, String step) {
    CDPSession session = page.context().newCDPSession(page);
    JsonObject processorTime = new JsonObject();
    processorTime.addProperty("timeDomain", "threadTicks");
    session.send("Performance.enable", processorTime);
    double before = taskMillis(session);
    String frames =
        """
        async () => {
          const view = document.querySelector(".view");
          const act = %s;
          const frames = [];
          let last = await new Promise(requestAnimationFrame);
          for (let n = 0; n < %d; n++) {
            act(view, n);
            const now = await new Promise(requestAnimationFrame);
            frames.push(now - last);
            last = now;
          }
          return frames.sort((a, b) => a - b)[Math.floor(frames.length / 2)];
        }
        """;
    double median = ((Number) page.evaluate(frames.formatted(step, FRAMES))).doubleValue();
    double work = (taskMillis(session) - before) / FRAMES;
    session.detach();
    return new FrameWork(work, median);
  }

  private static double taskMillis(CDPSession session) {
    for (var metric : session.send("Performance.getMetrics").getAsJsonArray("metrics")) {
      JsonObject of = metric.getAsJsonObject();
      if (of.get("name").getAsString().equals("TaskDuration")) {
        return of.get("value").getAsDouble() * 1e3;
      }
    }
    throw new IllegalStateException("Chromium does not tell how long its tasks took");
  }
}
