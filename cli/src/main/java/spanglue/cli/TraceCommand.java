package spanglue.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.sfn.SfnClient;
import spanglue.cli.account.Account;
import spanglue.cli.account.AccountTraces;
import spanglue.cli.account.Polling;
import spanglue.cli.account.Run;
import spanglue.cli.account.RunFinder;
import spanglue.cli.account.Stack;
import spanglue.cli.process.ExitStatus;
import spanglue.cli.process.Installation;
import spanglue.cli.process.Json;
import spanglue.cli.process.LocalException;
import spanglue.cli.trace.OtlpSpanJson;
import spanglue.cli.trace.Trace;
import spanglue.cli.trace.TraceJson;
import spanglue.cli.trace.TracePage;
import spanglue.cli.trace.TraceSpan;
import spanglue.cli.trace.Waterfall;
import spanglue.report.page.ReportPage;
import spanglue.tracing.TraceHeader;

/** {@code spanglue trace}: shows a trace of X-Ray's, or of a local run. */
@Command(
    name = "trace",
    description =
        "Shows the trace of a run: every span over the trace's time, and the slowest path through"
            + " it. From X-Ray or Transaction Search, or of a local run from its folder, which needs"
            + " no account.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./spanglue trace build/local/listings-a00e5691fcf52d28426f3abc4848aa26",
      "  ./spanglue trace 1-6b0427b5-3e4f5be3e5381fa0046677f5",
      "  ./spanglue trace --json listings-a00e5691fcf52d28426f3abc4848aa26 > trace.json",
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:the trace was shown, whatever it tells",
      "1:it cannot be read",
      "2:wrong usage",
      "4:no credentials or no region, or credentials that are no longer valid",
      "5:there is no such trace, run or stack",
      "6:AWS denied something",
      "7:AWS throttles or does not answer; the same command may do later",
    },
    version = Main.VERSION,
    mixinStandardHelpOptions = true)
final class TraceCommand implements Callable<Integer> {
  private static final Pattern RUN = Pattern.compile("[A-Za-z0-9_-]{1,80}|arn:[^\\s]{1,500}");
  private static final Pattern XRAY = Pattern.compile("1-[0-9a-f]{8}-[0-9a-f]{24}");
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{32}");

  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\r\n]]");

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private AccountOptions options = new AccountOptions();

  @Parameters(
      paramLabel = "ID",
      description =
          "A trace's id as X-Ray or OpenTelemetry writes it, a trace header, a run's id or"
              + " execution ARN, or the folder of a local run.")
  private String id = "";

  @Option(names = "--json", description = "Print one JSON object in the place of the picture.")
  private boolean json;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write the trace there, as a page that needs no network.")
  private @Nullable Path html;

  @Override
  public Integer call() {
    Trace trace = trace();
    Console console = new Console(System.out, System.err);
    if (html != null) {
      write(html, trace);
    }
    if (json) {
      console.fitted(visible(Json.pretty(TraceJson.of(trace)).stripTrailing()));
    } else {
      Terminal terminal = Terminal.ofLauncher();
      Waterfall.lines(trace, terminal.columns(), terminal.colour()).forEach(console::fitted);
    }
    return ExitStatus.OK.code();
  }

  private static void write(Path file, Trace trace) {
    try {
      ReportPage.write(file, TracePage.of(trace));
    } catch (IOException e) {
      throw new LocalException("--html '" + file + "' cannot be written: " + e, e);
    }
  }

  /** As a terminal shows it and does not obey it; the same JSON. */
  private static String visible(String json) {
    return UNSEEN
        .matcher(json)
        .replaceAll(found -> String.format("\\\\u%04x", (int) found.group().charAt(0)));
  }

  private Trace trace() {
    Path local = local();
    if (local != null) {
      return read(local);
    }
    TraceHeader header = header();
    if (header == null && !RUN.matcher(id).matches()) {
      throw new ParameterException(
          spec.commandLine(),
          "'" + id + "' is no trace's id, no run's id and no folder of a local run");
    }
    Account account = options.account();
    Polling polling =
        new Polling(
            Duration.ofMillis(Long.getLong("spanglue.polling.millis", 1_000)),
            Duration.ofMinutes(1));
    return new AccountTraces(account, polling).get(header == null ? ofRun(account) : header);
  }

  /** The file of a local run's trace; null where the id names none. */
  private @Nullable Path local() {
    if (id.isBlank() || header() != null) {
      return null;
    }
    Path given;
    try {
      given = Path.of(id);
    } catch (InvalidPathException e) {
      return null;
    }
    if (Files.isRegularFile(given)) {
      return given;
    }
    if (Files.isDirectory(given)) {
      Path file = given.resolve("trace.jsonl");
      if (Files.exists(file)) {
        return file;
      }
      throw new LocalException(
          ExitStatus.NOT_FOUND, given + " holds no trace.jsonl" + runsIn(given));
    }
    String home = System.getProperty(Installation.HOME);
    Path known = Path.of(home == null ? "." : home).resolve("build/local").resolve(id);
    Path file = known.resolve("trace.jsonl");
    return Files.exists(file) ? file : null;
  }

  private static String runsIn(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      List<String> runs =
          entries
              .filter(entry -> Files.exists(entry.resolve("trace.jsonl")))
              .map(Path::toString)
              .sorted()
              .limit(3)
              .toList();
      return runs.isEmpty()
          ? "; expected the folder of a run"
          : "; the folder of a run does, such as " + String.join(", ", runs);
    } catch (IOException e) {
      return ", and cannot be listed: " + e;
    }
  }

  private static Trace read(Path file) {
    List<TraceSpan> spans = new ArrayList<>();
    String traceId = "";
    try (Stream<String> lines = Files.lines(file)) {
      for (String line : (Iterable<String>) lines::iterator) {
        var request = Json.read(line);
        spans.addAll(OtlpSpanJson.ofRequest(request));
        if (traceId.isEmpty()) {
          traceId = request.at("/resourceSpans/0/scopeSpans/0/spans/0/traceId").asText("");
        }
      }
    } catch (IOException | RuntimeException e) {
      throw new LocalException(
          file
              + " cannot be read as a trace (a line is an OTLP request in JSON): "
              + e.getMessage(),
          e);
    }
    if (spans.isEmpty()) {
      throw new LocalException(ExitStatus.NOT_FOUND, file + " has no span");
    }
    return new Trace(traceId, file.toString(), spans);
  }

  /** The trace that the id names; null where it names none. */
  private @Nullable TraceHeader header() {
    String text = XRAY.matcher(id).matches() ? "Root=" + id : id;
    if (HEX.matcher(id).matches()) {
      text = "Root=1-" + id.substring(0, 8) + "-" + id.substring(8);
    }
    try {
      return TraceHeader.parse(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private TraceHeader ofRun(Account account) {
    Stack stack = options.stack(account);
    try (SfnClient client = account.stepFunctions()) {
      Run run = new RunFinder(client, stack.stateMachine()).named(id);
      if (run == null) {
        throw new LocalException(
            ExitStatus.NOT_FOUND,
            "stack "
                + stack.name()
                + " in "
                + stack.region()
                + " has no run '"
                + id
                + "'; Step Functions keeps a run for 90 days after its end");
      }
      if (run.traceHeader().isEmpty()) {
        throw new LocalException(
            ExitStatus.NOT_FOUND, "run " + id + " was started without a trace");
      }
      return TraceHeader.parse(run.traceHeader());
    }
  }
}
