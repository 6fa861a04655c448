package spanglue.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import spanglue.cli.process.Installation;
import spanglue.tracing.TraceRoute;

/** {@code spanglue local}: reads and checks what the user asks for. */
@Command(
    name = "local",
    description = "Runs the whole pipeline on this machine: no AWS account, no Docker.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./spanglue local",
      "  ./spanglue local --no-ui --out runs june.csv.gz july.csv.gz",
      "  ./spanglue local --collector http://localhost:4318 samples/listings.csv",
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:every run succeeded",
      "1:a run failed; its cause is on standard error",
      "2:wrong usage: an unknown option, a FILE that cannot be read",
    },
    version = Main.VERSION,
    mixinStandardHelpOptions = true)
final class LocalCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      description =
          "Listings to run, one after the other: .csv, .json, .jsonl, .ndjson, each also .gz;"
              + " the shipped sample where none is given.")
  private List<String> files = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the bucket and the runs are kept; build/local where not given.")
  private @Nullable Path out;

  @Option(
      names = "--run-date",
      paramLabel = "DATE",
      description = "The date of the upload, as 2026-11-23; today in UTC where not given.")
  private @Nullable String runDate;

  @Option(
      names = "--collector",
      paramLabel = "URL",
      description =
          "Sends the run's spans and metrics to an OTLP/HTTP receiver too, such as"
              + " http://localhost:4318; /v1/traces and /v1/metrics are added. A user:password@ in it"
              + " is sent as Basic authorization.")
  private @Nullable String collector;

  @Option(
      names = "--traces",
      paramLabel = "ROUTE",
      description =
          "The way of the jobs' spans and metrics: collector (by OTLP; where not given), direct"
              + " (signed, to X-Ray and CloudWatch) or otlp (signed, to X-Ray's OTLP endpoint);"
              + " what stands for AWS here checks the signatures.")
  private String traces = "collector";

  @Option(names = "--no-ui", description = "Start no trace UI; end when the last run has ended.")
  private boolean noUi;

  @Override
  public Integer call() {
    Installation installation = Installation.ofLauncher();
    List<Path> readable =
        files.isEmpty()
            ? List.of(checked(installation.sample().toString()))
            : files.stream().map(this::checked).toList();
    Path folder = folder(out == null ? installation.defaultOut() : out);
    return new LocalRun(installation, folder, !noUi, date(), receiver(), route()).run(readable);
  }

  private Path checked(String name) {
    Path file = Path.of(name);
    if (!Files.exists(file)) {
      throw usage("FILE '" + name + "' does not exist");
    }
    if (Files.isDirectory(file)) {
      throw usage("FILE '" + name + "' is a directory; expected a file of listings");
    }
    if (!Files.isReadable(file)) {
      throw usage("FILE '" + name + "' cannot be read; check its permissions");
    }
    return file.toAbsolutePath().normalize();
  }

  private Path folder(Path given) {
    try {
      return Files.createDirectories(given).toRealPath();
    } catch (IOException e) {
      throw usage("--out '" + given + "' cannot be made: " + e.getMessage());
    }
  }

  private @Nullable LocalDate date() {
    try {
      return runDate == null ? null : LocalDate.parse(runDate);
    } catch (DateTimeParseException e) {
      throw usage("--run-date '" + runDate + "' is no date; expected one as 2026-11-23");
    }
  }

  private TraceRoute route() {
    try {
      return TraceRoute.of(traces);
    } catch (IllegalArgumentException e) {
      throw usage("--traces '" + traces + "' is no route; expected one of " + TraceRoute.allowed());
    }
  }

  private @Nullable URI receiver() {
    if (collector == null) {
      return null;
    }
    URI uri = parsed(collector);
    boolean http = List.of("http", "https").contains(String.valueOf(uri.getScheme()));
    if (!http || uri.getHost() == null || uri.getRawQuery() != null || uri.getPort() > 65_535) {
      throw noUrl(collector);
    }
    return uri;
  }

  private URI parsed(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw noUrl(text);
    }
  }

  private ParameterException noUrl(String text) {
    String shown = text.replaceAll("^(\\w+://)?.*@", "$1");
    return usage(
        "--collector '" + shown + "' is no HTTP URL; expected one as http://localhost:4318");
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
