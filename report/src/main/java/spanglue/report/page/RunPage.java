package spanglue.report.page;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import spanglue.report.Action;
import spanglue.report.RunDocument;
import spanglue.report.page.PageData.Status;

/** The page of a run of which there is its document and no trace. */
public final class RunPage {
  private RunPage() {}

  /** What the page shows; its waterfall is made of the actions and their stages. */
  public static PageData of(RunDocument run) {
    RunDocument.Application application = run.application();
    String title = application.name() == null ? "An application" : application.name();
    PageData.Builder page =
        PageData.builder(title).verdict(status(run), cause(run)).run(title, run.toJson());
    if (application.id() != null) {
      page.fact("Application", application.id());
    }
    if (application.sparkVersion() != null) {
      page.fact("Spark", application.sparkVersion());
    }
    if (run.source().kind().equals("event-log")) {
      page.link("Event log", run.source().path());
    }
    return page.build();
  }

  /** An application with a failed action may have gone on well without it. */
  private static Status status(RunDocument run) {
    if (run.application().endMillis() == null) {
      return Status.INCOMPLETE;
    }
    return failed(run).isEmpty() ? Status.SUCCEEDED : Status.UNKNOWN;
  }

  private static @Nullable String cause(RunDocument run) {
    List<Action> failed = failed(run);
    if (failed.isEmpty()) {
      return null;
    }
    Action first = failed.get(0);
    return String.format(
        Locale.ROOT,
        "%,d of %,d actions failed, first %s%s",
        failed.size(),
        run.actions().size() + run.actionsFolded().count(),
        first.name(),
        first.cause() == null ? "" : ": " + first.cause());
  }

  private static List<Action> failed(RunDocument run) {
    return run.actions().stream().filter(action -> action.status().equals("failed")).toList();
  }
}
