package spanglue.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import spanglue.cli.process.ExitStatus;
import spanglue.cli.process.LocalException;
import spanglue.tracing.SafeOutput;

/** The command line of Spanglue. */
@Command(
    name = "spanglue",
    description = "An AWS Glue pipeline that traces itself end to end.",
    subcommands = {
      LocalCommand.class,
      UploadCommand.class,
      TraceCommand.class,
      AutoComplete.GenerateCompletion.class
    },
    version = Main.VERSION,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class Main {
  /** The launcher knows it. */
  static final String VERSION = "spanglue ${spanglue.version}";

  private Main() {}

  /** For the shell's completion: the launcher runs it, on Spark's class path. */
  @Command(name = "explain", description = "Says where the time of a Spark run went.")
  int explain(
      @Option(names = "--json", paramLabel = "FILE") Path json,
      @Option(names = "--html", paramLabel = "FILE") Path html,
      @Option(names = "--otlp", paramLabel = "URL") String otlp,
      @Option(names = "--trace", paramLabel = "FILE") Path trace,
      @Option(names = "--worker-type", paramLabel = "TYPE") String workerType,
      @Option(names = "--workers", paramLabel = "N") String workers,
      @Option(names = "--help") boolean help,
      @Parameters(paramLabel = "LOG") List<Path> logs) {
    return launchers("explain");
  }

  /** For the shell's completion: the launcher runs it. */
  @Command(name = "clean", description = "Removes what was built.")
  int clean() {
    return launchers("clean");
  }

  private static int launchers(String command) {
    System.err.println("spanglue: start this with ./spanglue " + command);
    return ExitStatus.USAGE.code();
  }

  /** Runs a command and ends the process with its status: 0, 1 for a failure, 2 for usage. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The commands, with errors told in one line. */
  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.AUTO))
        .setParameterExceptionHandler(Main::wrongUsage)
        .setExecutionExceptionHandler(Main::failed);
  }

  private static int wrongUsage(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    command.getErr().println("spanglue: " + SafeOutput.line(String.valueOf(e.getMessage())));
    command.getErr().println("Try './" + command.getCommandSpec().qualifiedName() + " --help'.");
    return CommandLine.ExitCode.USAGE;
  }

  private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    String message = e instanceof LocalException ? e.getMessage() : e.toString();
    command.getErr().println("spanglue: " + SafeOutput.line(String.valueOf(message)));
    return (e instanceof LocalException told ? told.status() : ExitStatus.FAILED).code();
  }
}
