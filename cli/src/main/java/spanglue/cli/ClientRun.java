package spanglue.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.xray.XRayClient;
import spanglue.cli.account.Account;
import spanglue.cli.account.AwsErrors;
import spanglue.cli.account.Polling;
import spanglue.cli.account.Run;
import spanglue.cli.account.RunFinder;
import spanglue.cli.account.RunFollower;
import spanglue.cli.account.Stack;
import spanglue.cli.process.ExitStatus;
import spanglue.cli.process.Json;
import spanglue.cli.process.LocalException;
import spanglue.cli.process.RandomIds;
import spanglue.cli.telemetry.ClientSegment;
import spanglue.cli.upload.ObjectUpload;
import spanglue.cli.upload.SourceFile;
import spanglue.tracing.TraceHeader;

/** A client's part in the runs of a deployed stack: it uploads, and sees what comes of it. */
final class ClientRun implements AutoCloseable {
  /** A file that is there, and the trace that its upload began. */
  record Put(ObjectUpload.Uploaded object, TraceHeader header, Instant start) {}

  /** Longer than a job may take: a state of the workflow has a timeout of its own. */
  private static final Duration LONGEST_RUN = Duration.ofDays(3);

  private static final Polling START = new Polling(every(2_000), Duration.ofMinutes(2));
  private static final Polling RUN = new Polling(every(3_000), LONGEST_RUN);

  private final Stack stack;
  private final Console console;
  private final Terminal terminal;
  private final S3Client s3;
  private final SfnClient stepFunctions;
  private final XRayClient xray;
  private final Thread interruption = new Thread(this::interrupted, "interruption");
  private volatile String onInterruption = "";

  ClientRun(Account account, Stack stack, Console console, Terminal terminal) {
    this.stack = stack;
    this.console = console;
    this.terminal = terminal;
    this.s3 = account.s3();
    this.stepFunctions = account.stepFunctions();
    this.xray = account.xray();
    Runtime.getRuntime().addShutdownHook(interruption);
  }

  /**
   * Uploads a file under {@code input/} and sends the segment that is the root of its trace.
   *
   * @throws LocalException where that cannot be done
   */
  Put upload(SourceFile file) {
    TraceHeader root = TraceHeader.newRoot();
    TraceHeader header = new TraceHeader(root.traceId(), RandomIds.span(), root.sampling());
    String key = "input/" + file.path().getFileName();
    String to = "s3://" + stack.bucket() + "/" + key;
    onInterruption = "the upload broke off; the same command goes on from there";
    ClientSegment segment = ClientSegment.begin(header);
    Instant start = Instant.now();
    var progress = new TransferProgress(console, terminal, file.size(), System::nanoTime);
    ObjectUpload.Uploaded object =
        AwsErrors.told(
            "upload " + file.path() + " to " + to,
            () -> new ObjectUpload(s3, progress).upload(file, stack.bucket(), key, header));
    onInterruption = "the upload is done; what it started goes on";
    double seconds = Duration.between(start, Instant.now()).toMillis() / 1e3;
    console.progress(
        "upload",
        String.format(Locale.ROOT, "%s, %s in %.1f s", to, Amounts.of(file.size()), seconds));
    send(segment.end(stack.bucket(), key, file.size()));
    console.progress("trace", stack.traceUrl(header.xrayTraceId()));
    return new Put(object, header, start);
  }

  /** A trace without its root is no reason to fail. */
  private void send(String document) {
    try {
      xray.putTraceSegments(request -> request.traceSegmentDocuments(document));
    } catch (SdkException e) {
      LocalException why = AwsErrors.of("send the upload's segment to X-Ray", e);
      console.error(why.getMessage() + "; the trace begins with the function");
    }
  }

  /**
   * Follows the run of an upload to its end, and tells of its rows.
   *
   * @return whether it succeeded
   * @throws LocalException where none was started, or it cannot be followed
   */
  boolean follow(Put put) {
    Run run = START.until(() -> find(put));
    if (run == null) {
      throw new LocalException(
          ExitStatus.NOT_FOUND,
          "no run of "
              + put.object().key()
              + " was started within "
              + Amounts.time(START.atMost().toMillis() / 1e3)
              + "; the log of function "
              + stack.name()
              + "-trigger says why");
    }
    console.progress("function", "started run " + run.id());
    onInterruption = "run " + run.id() + " goes on; ./spanglue trace " + run.id() + " shows it";
    RunFollower.Outcome outcome =
        new RunFollower(stepFunctions, new States(console)).follow(run, RUN);
    onInterruption = "";
    if (outcome == null) {
      throw new LocalException(ExitStatus.UNAVAILABLE, "run " + run.id() + " does not end");
    }
    boolean succeeded = outcome.status().equals("SUCCEEDED");
    console.line("");
    console.line("Run " + run.id() + " " + outcome.status().toLowerCase(Locale.ROOT));
    console.rows(manifest(run));
    if (!succeeded) {
      console.error("run " + run.id() + " failed: " + cause(outcome));
    }
    return succeeded;
  }

  private static String cause(RunFollower.Outcome outcome) {
    String error = outcome.error() == null ? outcome.status() : outcome.error();
    return RunCause.ofStepFunctions(error, outcome.cause());
  }

  private @Nullable Run find(Put put) {
    return new RunFinder(stepFunctions, stack.stateMachine())
        .ofUpload(
            put.object().key(),
            put.object().eTag(),
            put.object().versionId(),
            put.start(),
            put.header().xrayTraceId());
  }

  /**
   * Of the rows a run may tell nothing: it failed before it had counted, or who asks may not read.
   */
  private Manifest manifest(Run run) {
    String key = Manifest.key(run.id());
    try {
      return new Manifest(
          Json.read(
              s3.getObjectAsBytes(request -> request.bucket(stack.bucket()).key(key))
                  .asUtf8String()));
    } catch (NoSuchKeyException e) {
      return Manifest.NONE;
    } catch (SdkException e) {
      console.error(
          String.valueOf(AwsErrors.of("read s3://" + stack.bucket() + "/" + key, e).getMessage()));
      return Manifest.NONE;
    }
  }

  private void interrupted() {
    if (!onInterruption.isEmpty()) {
      console.error("interrupted: " + onInterruption);
    }
  }

  private static Duration every(long millis) {
    return Duration.ofMillis(Long.getLong("spanglue.polling.millis", millis));
  }

  @Override
  public void close() {
    onInterruption = "";
    s3.close();
    stepFunctions.close();
    xray.close();
  }

  /** A line for each state. */
  private record States(Console console) implements RunFollower.Listener {
    @Override
    public void entered(String state) {
      console.progress(state, "runs");
    }

    @Override
    public void exited(String state, double seconds) {
      console.progress(state, String.format(Locale.ROOT, "succeeded, %.1f s", seconds));
    }

    @Override
    public void failed(String state, String error) {
      console.progress(state, "failed: " + error);
    }
  }
}
