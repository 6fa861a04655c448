package spanglue.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import spanglue.glue.read.FileVersion;
import spanglue.tracing.TraceRoute;

class JobArgumentsTest {
  private static final List<String> REQUIRED =
      List.of(
          "--bucket_name",
          "b",
          "--key",
          LocalJob.base64("input/a.csv"),
          "--run_id",
          "a-1",
          "--run_date",
          "2026-11-23");
  private static final String EXPECTED =
      "; expected --bucket_name VALUE --key VALUE --run_id VALUE --run_date VALUE, and optionally"
          + " --etag VALUE --size VALUE --version_id VALUE"
          + " --execution_id VALUE --state_name VALUE --trace_header VALUE --traces VALUE"
          + " --region VALUE --otlp_endpoint VALUE --xray_endpoint VALUE"
          + " --monitoring_endpoint VALUE --log_groups VALUE --retry_count VALUE"
          + " --redrive_count VALUE";

  @Test
  void theFourRequiredArgumentsAreEnough() {
    JobArguments arguments = checked();

    assertThat(arguments.bucketName()).isEqualTo("b");
    assertThat(arguments.key()).isEqualTo("input/a.csv");
    assertThat(arguments.runId()).isEqualTo("a-1");
    assertThat(arguments.runDate()).isEqualTo(LocalDate.of(2026, 11, 23));
    assertThat(arguments.stateName()).isNull();
    assertThat(arguments.get(JobArgument.TRACE_HEADER)).isNull();
  }

  @Test
  void theStatesNameIsUtf8InBase64() {
    assertThat(checked("--state_name", "Q2xlYW4gw7wg8J+nuQ==").stateName()).isEqualTo("Clean ü 🧹");
  }

  @Test
  void tracesTakeTheCollectorUnlessAnotherWayIsGiven() {
    assertThat(checked().traces()).isEqualTo(TraceRoute.COLLECTOR);
    assertThat(checked("--traces", "").traces()).isEqualTo(TraceRoute.COLLECTOR);
    assertThat(checked("--traces", "collector").traces()).isEqualTo(TraceRoute.COLLECTOR);
    assertThat(checked("--traces", "direct").traces()).isEqualTo(TraceRoute.DIRECT);
    assertThat(checked("--traces", "otlp", "--region", "eu-west-1").traces())
        .isEqualTo(TraceRoute.OTLP);
    List<String> args = new ArrayList<>(REQUIRED);
    args.add("--traces=agent");
    assertRefused(args, "argument --traces is 'agent'; expected one of collector, direct, otlp");
  }

  @Test
  void anEmptyOptionalArgumentIsAnAbsentOne() {
    JobArguments arguments = checked("--trace_header", "", "--state_name", "");

    assertThat(arguments.get(JobArgument.TRACE_HEADER)).isNull();
    assertThat(arguments.stateName()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "input/my listings.csv",
        "input/\"quoted\" 'twice' \\ $HOME `x` --flag.csv",
        "input/über/日本/🏠.csv",
        "input/two\nlines\t.csv",
      })
  void aKeyIsAnyText(String key) {
    String[] args = with("key", LocalJob.base64(key)).toArray(String[]::new);

    assertThat(JobArguments.of(args).key()).isEqualTo(key);
  }

  @Test
  void aKeyThatIsNoBase64IsShown() {
    assertRefused(
        with("key", "input/a.csv"),
        "argument --key is 'input/a.csv'; expected an object's key in Base64");
  }

  @Test
  void whatIsToldOfTheUploadIsKnownAndTheRestIsNot() {
    assertThat(checked("--etag", "0a1b-2", "--size", "1024", "--version_id", "v1").uploaded())
        .isEqualTo(new FileVersion("0a1b-2", 1024, "v1"));
    assertThat(checked("--etag", "", "--size", "", "--version_id", "").uploaded())
        .isEqualTo(FileVersion.ANY);
    assertThat(checked().uploaded()).isEqualTo(FileVersion.ANY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1.5", "1e3", "many", "1234567890123456789"})
  void aSizeThatIsNoneIsShown(String size) {
    List<String> args = new ArrayList<>(REQUIRED);
    args.add("--size=" + size);

    assertRefused(args, "argument --size is '" + size + "'; expected a whole number of bytes");
  }

  @Test
  void whatGlueAddsIsLetThrough() {
    JobArguments arguments =
        checked(
            "--JOB_NAME",
            "j",
            "--JOB_RUN_ID",
            "jr_1",
            "--JOB_ID",
            "j_1",
            "--TempDir",
            "s3://t/",
            "--enable-metrics",
            "--enable-metrics",
            "--job-bookmark-option",
            "job-bookmark-disable",
            "--class",
            "CleaningJob",
            "--conf",
            "spark.a=b");

    assertThat(arguments.get(JobArgument.JOB_RUN_ID)).isEqualTo("jr_1");
  }

  @Test
  void whatNobodyKnowsIsToldByItsNameAndNoReasonToFail() {
    assertThat(checked("--job_queue", "q", "--TempDir", "s3://t/", "--class", "C").unknown())
        .containsExactly("--job_queue");
    assertThat(checked("--run_dat", "2026-11-23", "--key ", "x").unknown())
        .containsExactly("--run_dat", "(no name)");
    assertThat(checked("--a", "1", "secret", "another", "--", "=2").unknown())
        .containsExactly("--a", "(no name)");
    assertThat(checked().unknown()).isEmpty();
  }

  @Test
  void theAttemptIsCountedFromRetriesAndRedrives() {
    assertThat(checked().attempt()).isEqualTo(1);
    assertThat(checked("--retry_count", "0", "--redrive_count", "0").attempt()).isEqualTo(1);
    assertThat(checked("--retry_count", "2", "--redrive_count", "3").attempt()).isEqualTo(4);
    assertThat(checked("--retry_count", "2").attempt()).isEqualTo(1);
    assertThat(checked("--retry_count", "2").refusedStarts()).isEqualTo(2);
    for (String count : List.of("-1", "1.0", "two", "9999999")) {
      List<String> args = new ArrayList<>(REQUIRED);
      args.add("--redrive_count=" + count);
      assertRefused(
          args, "argument --redrive_count is '" + count + "'; expected a whole number such as 0");
    }
  }

  @Test
  void theJobsArnIsMadeOfItsNameAndTheExecutionsArn() {
    String execution = "arn:aws-cn:states:cn-north-1:123456789012:execution:pipeline:run";

    assertThat(checked("--JOB_NAME", "clean", "--execution_id", execution).jobArn())
        .isEqualTo("arn:aws-cn:glue:cn-north-1:123456789012:job/clean");
    assertThat(checked("--execution_id", execution).jobArn()).isNull();
    assertThat(checked("--JOB_NAME", "clean").jobArn()).isNull();
    assertThat(checked("--JOB_NAME", "clean", "--execution_id", "local").jobArn()).isNull();
  }

  @Test
  void aValueMayFollowAnEqualsSign() {
    assertThat(checked("--trace_header=Root=1-a;Sampled=1").get(JobArgument.TRACE_HEADER))
        .isEqualTo("Root=1-a;Sampled=1");
  }

  @Test
  void aValueThatBeginsWithDashesMustFollowAnEqualsSign() {
    assertThat(JobArguments.of(new String[] {"--bucket_name=--b"}).bucketName()).isEqualTo("--b");
    assertThatThrownBy(() -> JobArguments.of(new String[] {"--bucket_name", "--b"}).bucketName())
        .hasMessageStartingWith("argument --bucket_name is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bucket_name", "key", "run_id", "run_date"})
  void aMissingArgumentIsNamed(String name) {
    List<String> args = new ArrayList<>(REQUIRED);
    int at = args.indexOf("--" + name);
    args.subList(at, at + 2).clear();

    assertRefused(args, "argument --" + name + " is missing");
  }

  @Test
  void anEmptyRequiredArgumentIsAMissingOne() {
    assertRefused(with("key", ""), "argument --key is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--key", "--key=input/b.csv"})
  void anArgumentThatIsGivenTwiceIsNamed(String again) {
    List<String> args = new ArrayList<>(REQUIRED);
    args.addAll(again.contains("=") ? List.of(again) : List.of(again, "input/b.csv"));

    assertRefused(args, "argument --key is given twice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"11/23/2026", "2026-02-30", "2026-11-23T00:00:00Z", "today"})
  void aWrongDateIsShown(String date) {
    assertRefused(
        with("run_date", date),
        "argument --run_date is '" + date + "'; expected a date such as 2026-01-31");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../a", "a/b", "a b", "ü", "a\n"})
  void aRunIdThatIsNoFolderNameIsShown(String runId) {
    assertRefused(
        with("run_id", runId),
        "argument --run_id is '" + runId + "'; expected 1 to 80 of 0-9 A-Z a-z _ -");
  }

  @Test
  void aRunIdHasAtMost80Characters() {
    JobArguments.of(with("run_id", "x".repeat(80)).toArray(String[]::new)).check();

    assertRefused(with("run_id", "x".repeat(81)), "argument --run_id is 'xxx");
  }

  @Test
  void logGroupsTravelInOneArgument() {
    assertThat(checked("--log_groups", "/jobs/error,/jobs/output").logGroups())
        .containsExactly("/jobs/error", "/jobs/output");
    assertThat(checked("--log_groups", "").logGroups()).isEmpty();
  }

  @Test
  void aStatesNameThatIsNoBase64IsShown() {
    List<String> args = new ArrayList<>(REQUIRED);
    args.addAll(List.of("--state_name", "Clean up"));

    assertRefused(args, "argument --state_name is 'Clean up'; expected a state's name in Base64");
  }

  private static JobArguments checked(String... more) {
    List<String> args = new ArrayList<>(REQUIRED);
    args.addAll(List.of(more));
    JobArguments arguments = JobArguments.of(args.toArray(String[]::new));
    arguments.check();
    return arguments;
  }

  private static List<String> with(String name, String value) {
    List<String> args = new ArrayList<>(REQUIRED);
    args.set(args.indexOf("--" + name) + 1, value);
    return args;
  }

  /** Refused when it is checked, not when it is read: by then the trace is there to tell. */
  private static void assertRefused(List<String> args, String message) {
    JobArguments arguments = JobArguments.of(args.toArray(String[]::new));

    assertThatThrownBy(arguments::check)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(message)
        .hasMessageEndingWith(EXPECTED);
  }
}
