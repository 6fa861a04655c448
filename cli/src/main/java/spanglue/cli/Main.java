package spanglue.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import spanglue.cli.process.ExitStatus;
import spanglue.cli.process.LocalException;
import spanglue.tracing.SafeOutput;

/** The command line of Spanglue. */
@Command(
    name = "spanglue",
    description = "An AWS Glue pipeline that traces itself end to end.",
    subcommands = {LocalCommand.class, UploadCommand.class},
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class Main {
  private Main() {}

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
