package spanglue.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import spanglue.cli.LocalAccount.Ended;
import spanglue.cli.aws.ExecutionHistories.Execution;
import spanglue.cli.aws.ObjectCreated;
import spanglue.cli.process.Json;

/**
 * What a user of {@code ./spanglue upload} sees, over HTTP to a real S3 server and to stand-ins.
 */
class UploadCommandTest {
  @TempDir private Path folder;
  @TempDir private Path files;
  private LocalAccount account;
  private Consumer<Execution> run = execution -> execution.ran("Clean", 16).ran("Process", 15);
  private Consumer<ObjectCreated> notified = this::start;

  @BeforeEach
  void open() {
    account = new LocalAccount(folder, created -> notified.accept(created));
  }

  @AfterEach
  void close() {
    account.close();
  }

  private void start(ObjectCreated created) {
    ObjectNode input =
        Json.object()
            .put("bucket", created.bucket())
            .put("key", created.key())
            .put("etag", created.eTag())
            .put("version_id", "");
    run.accept(account.executions.started("listings-0123", input));
    manifest(
        "{\"rows\":{\"read\":5000,\"cleaned\":4680,\"duplicate\":26,\"rejected\":{\"bad_value\":294}}}");
  }

  private void manifest(String json) {
    try {
      Path file = folder.resolve("bucket").resolve(Manifest.key("listings-0123"));
      Files.createDirectories(file.getParent());
      Files.writeString(file, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String file(String name) throws IOException {
    return Files.writeString(files.resolve(name), "id,name\n1,a\n").toString();
  }

  @Test
  void aRunIsFollowedToItsEndAndItsRowsAreTold() throws Exception {
    Ended ended = LocalAccount.run("upload", file("listings.csv"));

    assertThat(ended.err()).isEmpty();
    assertThat(ended.status()).isZero();
    assertThat(ended.out())
        .containsSubsequence(
            "upload    s3://bucket/input/listings.csv, 12 B in ",
            "trace     " + LocalAccount.CONSOLE + "xray:traces/1-",
            "function  started run listings-0123",
            "Clean     runs",
            "Clean     succeeded, 16.0 s",
            "Process   runs",
            "Process   succeeded, 15.0 s",
            "Run listings-0123 succeeded",
            "read        5,000",
            "cleaned     4,680",
            "rejected    294 (bad_value 294)");
    assertThat(folder.resolve("bucket/input/listings.csv")).hasContent("id,name\n1,a\n");
  }

  @Test
  void theUploadIsTheRootOfTheTraceThatIsTold() throws Exception {
    Ended ended = LocalAccount.run("upload", "--no-wait", file("listings.csv"));

    JsonNode segment = account.segments.get(0);
    assertThat(account.segments).hasSize(1);
    assertThat(segment.path("name").asText()).isEqualTo("upload");
    assertThat(segment.has("parent_id")).isFalse();
    assertThat(segment.path("end_time").asDouble())
        .isGreaterThanOrEqualTo(segment.path("start_time").asDouble());
    assertThat(segment.at("/metadata/default").path("aws.s3.key").asText())
        .isEqualTo("input/listings.csv");
    assertThat(ended.out())
        .contains("xray:traces/" + segment.path("trace_id").asText())
        .doesNotContain("started run");
  }

  @Test
  void aFailedRunIsAFailureWithTheJobsOwnMessage() throws Exception {
    run = execution -> execution.failedIn("Clean", "column 'price' is missing");

    Ended ended = LocalAccount.run("upload", file("listings.csv"));

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.out())
        .contains("Clean     failed: States.TaskFailed", "Run listings-0123 failed");
    assertThat(ended.err())
        .isEqualTo("spanglue: run listings-0123 failed: column 'price' is missing\n");
  }

  @Test
  void anEarlierRunOfTheSameKeyIsNotTakenForThisOne() throws Exception {
    account.executions.started(
        "older",
        Json.object().put("key", "input/listings.csv").put("etag", "other").put("version_id", ""));

    assertThat(LocalAccount.run("upload", file("listings.csv")).out())
        .contains("started run listings-0123");
  }

  @Test
  void aSegmentThatXRayDoesNotTakeFailsNothing() throws Exception {
    account.answers.put(
        "/xray/TraceSegments",
        LocalAccount.refusing(
            403, "AccessDeniedException", "not authorized: xray:PutTraceSegments"));

    Ended ended = LocalAccount.run("upload", file("listings.csv"));

    assertThat(ended.status()).isZero();
    assertThat(ended.err())
        .isEqualTo(
            "spanglue: cannot send the upload's segment to X-Ray: AccessDeniedException: not"
                + " authorized: xray:PutTraceSegments; have the caller allowed to do that, or take a"
                + " --profile; the trace begins with the function\n");
  }

  @Test
  void anUnknownStackIsNamedWithWhatToDo() throws Exception {
    Ended ended = LocalAccount.run("upload", "--stack", "other", file("listings.csv"));

    assertThat(ended.status()).isEqualTo(5);
    assertThat(ended.err())
        .isEqualTo(
            "spanglue: there is no stack 'other' in us-east-1; deploy it with 'npx cdk deploy', or"
                + " name another --stack or --region\n");
  }

  @ParameterizedTest
  @CsvSource({
    "400, ExpiredTokenException, 4, sign in again",
    "400, AccessDeniedException, 6, take a --profile",
    "400, ThrottlingException, 7, try the same command later",
    "500, InternalServerError, 7, AWS has a fault",
    "400, StateMachineDoesNotExist, 5, look at --stack",
  })
  void whatAwsRefusesIsOneLineAndAStatusOfItsOwn(int http, String code, int status, String advice)
      throws Exception {
    account.answers.put("AWSStepFunctions", LocalAccount.refusing(http, code, "no"));

    Ended ended = LocalAccount.run("upload", file("listings.csv"));

    assertThat(ended.status()).as(ended.err()).isEqualTo(status);
    assertThat(ended.err().lines()).hasSize(1);
    assertThat(ended.err()).contains("cannot list the executions of", code + ": no", advice);
  }

  @Test
  void aServiceThatDoesNotAnswerIsNamed() throws Exception {
    account.set("aws.endpointUrlCloudFormation", "http://127.0.0.1:1");

    Ended ended = LocalAccount.run("upload", file("listings.csv"));

    assertThat(ended.status()).isEqualTo(7);
    assertThat(ended.err().lines()).hasSize(1);
    assertThat(ended.err())
        .contains(
            "cannot find stack spanglue in us-east-1: no answer (ConnectException", "network");
  }

  @Test
  void aWrongSecretIsNoCredentials() throws Exception {
    account.set("aws.secretAccessKey", "wrong");

    Ended ended = LocalAccount.run("upload", file("listings.csv"));

    assertThat(ended.err()).contains("cannot upload", "SignatureDoesNotMatch", "sign in again");
    assertThat(ended.status()).isEqualTo(4);
  }

  @Test
  void aFileThatWouldStartNoRunIsRefusedBeforeItIsSent() throws Exception {
    Path empty = Files.createFile(files.resolve("empty.csv"));

    assertThat(LocalAccount.run("upload", file("table.xlsx")).err())
        .contains("table.xlsx' would start no run; expected .csv");
    assertThat(LocalAccount.run("upload", empty.toString()).err()).contains("is empty");
    assertThat(LocalAccount.run("upload", "nowhere.csv").status()).isEqualTo(2);
    assertThat(LocalAccount.run("upload", files.toString()).status()).isEqualTo(2);
    assertThat(LocalAccount.run("upload").err()).contains("Missing required parameter", "--help");
  }
}
