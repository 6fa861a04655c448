package spanglue.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import spanglue.cli.account.Account;
import spanglue.cli.process.ExitStatus;
import spanglue.cli.upload.SourceFile;

/** {@code spanglue upload}: brings files into the deployed stack's bucket and follows the runs. */
@Command(
    name = "upload",
    description =
        "Uploads listings to the deployed stack, and follows the run that each starts: its states,"
            + " its rows, its trace.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./spanglue upload samples/listings.csv",
      "  ./spanglue upload --stack spanglue-dev --region eu-west-1 --no-wait june.csv.gz july.csv.gz",
      "A broken upload goes on where it broke off when the same command is given again.",
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:every run succeeded; with --no-wait: every file was uploaded",
      "1:a run failed; its cause is on standard error",
      "2:wrong usage: an unknown option, a FILE that cannot be read or that no job reads",
      "4:no credentials or no region, or credentials that are no longer valid",
      "5:no such stack or bucket, or no run was started",
      "6:AWS denied something",
      "7:AWS throttles or does not answer; the same command may do later",
      "8:the file was changed during its upload",
    },
    version = Main.VERSION,
    mixinStandardHelpOptions = true)
final class UploadCommand implements Callable<Integer> {
  /** What the trigger function takes; it would refuse others when they are there. */
  private static final Pattern TAKEN = Pattern.compile("(?i).+\\.(csv|json|jsonl|ndjson)(\\.gz)?$");

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private AccountOptions options = new AccountOptions();

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Listings: .csv, .json, .jsonl, .ndjson, each also .gz.")
  private List<Path> files = List.of();

  @Option(names = "--no-wait", description = "End when the files are uploaded.")
  private boolean noWait;

  @Override
  public Integer call() {
    List<SourceFile> sources = files.stream().map(this::checked).toList();
    Account account = options.account();
    Terminal terminal = Terminal.ofLauncher();
    Console console = new Console(System.out, System.err);
    try (var client = new ClientRun(account, options.stack(account), console, terminal)) {
      List<ClientRun.Put> uploads = new ArrayList<>();
      for (SourceFile source : sources) {
        uploads.add(client.upload(source));
      }
      boolean succeeded = true;
      for (ClientRun.Put upload : uploads) {
        succeeded &= noWait || client.follow(upload);
      }
      return (succeeded ? ExitStatus.OK : ExitStatus.FAILED).code();
    }
  }

  private SourceFile checked(Path file) {
    if (!Files.exists(file)) {
      throw usage("FILE '" + file + "' does not exist");
    }
    if (!Files.isRegularFile(file)) {
      throw usage("FILE '" + file + "' is no file; expected a file of listings");
    }
    if (!Files.isReadable(file)) {
      throw usage("FILE '" + file + "' cannot be read; check its permissions");
    }
    if (!TAKEN.matcher(file.getFileName().toString()).matches()) {
      throw usage(
          "FILE '"
              + file
              + "' would start no run; expected .csv, .json, .jsonl or .ndjson, each also .gz");
    }
    SourceFile source = SourceFile.of(file);
    if (source.size() == 0) {
      throw usage("FILE '" + file + "' is empty, and would start no run");
    }
    return source;
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
