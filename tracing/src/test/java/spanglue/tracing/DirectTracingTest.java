package spanglue.tracing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static spanglue.tracing.AwsServer.METRICS;
import static spanglue.tracing.AwsServer.SEGMENTS;
import static spanglue.tracing.AwsServer.TRACES;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import spanglue.tracing.LocalServer.Answer;
import spanglue.tracing.internal.parent.Documents;

/** A job that signs for itself and sends segment documents, with nobody between it and X-Ray. */
class DirectTracingTest {
  private static final String HEADER =
      "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";
  private static final String GLUE = "c1ea000000000002";

  /** What a loaded machine may add to a bound. */
  private static final Duration SLACK = Duration.ofSeconds(3);

  private final AwsServer aws = new AwsServer();

  @AfterEach
  void stop() {
    aws.close();
    assertThat(aws.refusals()).isEmpty();
  }

  @Test
  void theTraceArrivesAsDocumentsUnderTheCallersSegment() {
    JobTracing tracing = JobTracing.start(config().build());
    tracing.spans().run("read Gäste", span -> span.set("rows", 42));
    tracing.close();

    List<Map<String, Object>> documents = documents();
    Map<String, Object> root = documents.get(0);
    assertThat(documents)
        .extracting(document -> document.get("name"))
        .containsExactly("spanglue-cleaning", "read Gäste");
    assertThat(root)
        .containsEntry("trace_id", "1-5759e988-bd862e3fe1be46a994272793")
        .containsEntry("parent_id", "53995c3f42cd8ad8")
        .doesNotContainKeys("type", "in_progress");
    assertThat(map(root, "annotations")).containsEntry("job_run_id", "jr_1");
    assertThat(documents.get(1))
        .containsEntry("type", "subsegment")
        .containsEntry("parent_id", root.get("id"));
    assertThat(tracing.counts()).isEqualTo(new TelemetryCounts(2, 2, 0, Map.of()));
  }

  @Test
  void theParentIsAskedOfXRayItself() {
    aws.answering(
        TRACES,
        200,
        Documents.answer(
            Documents.machine(
                Documents.state("c1ea000000000001", "Clean", Documents.glue(GLUE, "r1")))));
    JobTracing tracing = JobTracing.start(config().stateName("Clean").build());
    aws.awaitRequests(TRACES, 1);
    tracing.close();

    assertThat(documents().get(0)).containsEntry("parent_id", GLUE);
    assertThat(aws.texts(TRACES).get(0)).contains("1-5759e988-bd862e3fe1be46a994272793");
  }

  @Test
  void aLookupThatIsNotAllowedSaysWhatToGrant() {
    aws.answering(TRACES, 403, "{\"__type\":\"AccessDeniedException\",\"Message\":\"not you\"}");
    List<String> lines =
        LoggedLines.of(
            "",
            () -> {
              JobTracing tracing = JobTracing.start(config().stateName("Clean").build());
              aws.awaitRequests(TRACES, 2);
              tracing.close();
            });

    assertThat(lines)
        .anyMatch(line -> line.contains("(not you); grant xray:BatchGetTraces to the job's role"));
    assertThat(documents().get(0)).containsEntry("parent_id", "53995c3f42cd8ad8");
  }

  @Test
  void metricsGoToCloudWatch() {
    JobTracing.start(config().build()).close();

    assertThat(aws.texts(METRICS))
        .singleElement()
        .asString()
        .startsWith("Action=PutMetricData&Version=2010-08-01&Namespace=Spanglue&")
        .contains("MetricName=job_duration", "Value=spanglue-cleaning", "Unit=Seconds");
  }

  @Test
  void aRequestHoldsAtMost50Documents() {
    JobTracing tracing = JobTracing.start(config().build());
    for (int i = 0; i < 70; i++) {
      tracing.spans().run("span " + i, span -> {});
    }
    tracing.close();

    assertThat(aws.requests(SEGMENTS)).hasSize(2);
    assertThat(documents()).hasSize(71);
    assertThat(tracing.counts().sent()).isEqualTo(71);
  }

  @Test
  void whatIsSentIsWhatTheBudgetCounted() {
    JobTracing tracing = JobTracing.start(config().build());
    for (int i = 0; i < 300; i++) {
      tracing.spans().run("span " + i, span -> span.set("http.url", "x".repeat(400)));
    }
    tracing.close();

    int bytes = rawDocuments().stream().mapToInt(document -> document.getBytes(UTF_8).length).sum();
    assertThat(bytes).as("of 40 KB").isBetween(39_000, 40_000);
    assertThat(tracing.counts().folded()).isPositive();
  }

  @Test
  void whatXRayDoesNotTakeIsCountedByItsCodeAndToldOnce() {
    aws.answering(
        SEGMENTS,
        refusing(
            Map.of("b", "InvalidSegment", "c", "SizeTooLarge"), "it is no segment of this world"));
    JobTracing tracing = JobTracing.start(config().build());
    List<String> lines = closed(tracing, "a", "b", "c");

    assertThat(aws.requests(SEGMENTS)).as("nothing is sent again").hasSize(1);
    assertThat(tracing.counts())
        .isEqualTo(new TelemetryCounts(4, 2, 0, Map.of("InvalidSegment", 1L, "SizeTooLarge", 1L)));
    assertThat(lines)
        .singleElement()
        .asString()
        .endsWith(
            "4 spans recorded, 2 sent, dropped {InvalidSegment=1, SizeTooLarge=1}; first failure: "
                + aws.url()
                + ": X-Ray did not take 2 of 4 segments: InvalidSegment (it is no segment of this"
                + " world)");
  }

  @Test
  void ofWhatIsThrottledOnlyThatIsSentAgain() {
    aws.answering(SEGMENTS, refusing(Map.of("b", "ThrottlingException", "c", "BadName"), ""));
    aws.answering(SEGMENTS, refusing(Map.of("b", "ThrottledException"), ""));
    JobTracing tracing = JobTracing.start(config().build());
    closed(tracing, "a", "b", "c", "d");

    assertThat(aws.requests(SEGMENTS)).hasSize(3);
    assertThat(documents(1)).extracting(document -> document.get("name")).containsExactly("b");
    assertThat(documents(2)).isEqualTo(documents(1));
    assertThat(tracing.counts()).isEqualTo(new TelemetryCounts(5, 4, 0, Map.of("BadName", 1L)));
  }

  @Test
  void aRefusalThatNamesNoSegmentOfOursIsCountedToo() {
    aws.answering(
        SEGMENTS,
        200,
        "{\"UnprocessedTraceSegments\":[{\"ErrorCode\":\"ParseError\"},"
            + "{\"Id\":\"0000000000000001\",\"ErrorCode\":\"Throttling\"}]}");
    JobTracing tracing = JobTracing.start(config().build());
    closed(tracing, "a", "b");

    assertThat(tracing.counts())
        .isEqualTo(new TelemetryCounts(3, 1, 0, Map.of("ParseError", 1L, "Throttling", 1L)));
  }

  @Test
  void anAnswerThatCannotBeReadIsAYes() {
    aws.answering(SEGMENTS, 200, "<html>");
    JobTracing tracing = JobTracing.start(config().build());
    tracing.close();

    assertThat(tracing.counts()).isEqualTo(new TelemetryCounts(1, 1, 0, Map.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "429, ThrottledException",
    "400, ThrottlingException",
    "500, InternalFailure",
    "503, ServiceUnavailable",
    "502, ''"
  })
  void whatPassesIsWaitedFor(int status, String code) {
    aws.answering(SEGMENTS, status, "{\"__type\":\"" + code + "\"}");
    JobTracing tracing = JobTracing.start(config().build());
    tracing.close();

    assertThat(aws.requests(SEGMENTS)).hasSize(2);
    assertThat(tracing.counts()).isEqualTo(new TelemetryCounts(1, 1, 0, Map.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "403, AccessDeniedException, grant xray:PutTraceSegments to the job's role",
    "403, ExpiredTokenException, the credentials have expired",
    "403, com.amazon.coral#InvalidSignatureException, check the machine's clock",
    "403, RequestTimeTooSkewed:http://x/, check the machine's clock",
    "403, UnrecognizedClientException, the region that is signed for",
    "403, '', grant xray:PutTraceSegments to the job's role",
    "400, InvalidRequestException, HTTP 400 InvalidRequestException (a message)"
  })
  void aRefusalForGoodSaysWhatToDo(int status, String code, String advice) {
    aws.answering(SEGMENTS, status, "{\"__type\":\"" + code + "\",\"message\":\"a message\"}");
    JobTracing tracing = JobTracing.start(config().build());
    List<String> lines = closed(tracing);

    assertThat(aws.requests(SEGMENTS)).hasSize(1);
    assertThat(tracing.counts().dropped()).containsOnly(Map.entry("http_" + status, 1L));
    assertThat(lines).singleElement().asString().contains(advice);
  }

  @Test
  void nothingThatIsSecretIsLogged() {
    // Of a signature that differs, AWS repeats the request.
    aws.answering(
        SEGMENTS,
        400,
        "{\"message\":\"The request signature we calculated does not match.\\n\\nThe Canonical"
            + " String for this request should have been\\n'POST\\nx-amz-security-token:"
            + AwsServer.TOKEN
            + "'\"}");
    aws.answering(METRICS, 403, "x-amz-security-token:" + AwsServer.TOKEN);
    List<String> lines = closed(JobTracing.start(config().build()));

    assertThat(lines)
        .singleElement()
        .asString()
        .contains("does not match", "grant cloudwatch:PutMetricData on namespace Spanglue")
        .doesNotContain(AwsServer.TOKEN, AwsServer.SECRET, "AKIDEXAMPLE");
  }

  @Test
  void whereNeitherIsAllowedTheLogSaysBothThatAreToBeGranted() {
    try (AwsServer cloudWatch = new AwsServer()) {
      aws.answering(SEGMENTS, 403, "");
      cloudWatch.answering(METRICS, 403, "");
      JobTracing tracing = JobTracing.start(config().monitoringEndpoint(cloudWatch.url()).build());

      assertThat(closed(tracing))
          .singleElement()
          .asString()
          .contains("grant xray:PutTraceSegments to", "grant cloudwatch:PutMetricData on");
    }
  }

  @Test
  void wrongKeysAreRefusedAndTold() {
    Map<String, String> wrong = new HashMap<>(AwsServer.CREDENTIALS);
    wrong.put("AWS_SECRET_ACCESS_KEY", "another");
    JobTracing tracing = JobTracing.start(config().environment(wrong).build());
    List<String> lines = closed(tracing);

    assertThat(aws.refusals()).contains(SEGMENTS + ": InvalidSignatureException");
    assertThat(lines.get(0)).contains("the signature is not taken: check the machine's clock");
    assertThat(tracing.counts().dropped()).containsOnlyKeys("http_403");
    aws.refusals().clear();
  }

  @Test
  void anXRayThatIsSilentCostsNoMoreThanTheFlush() {
    aws.answering(SEGMENTS, 0, "").answering(SEGMENTS, 0, "").answering(METRICS, 0, "");
    JobTracing tracing = JobTracing.start(config().flushTimeout(Duration.ofMillis(800)).build());

    assertThat(timeOf(tracing::close)).isLessThan(Duration.ofMillis(800).plus(SLACK));
    assertThat(tracing.counts().dropped()).containsOnly(Map.entry("timeout", 1L));
  }

  @Test
  void anXRayThatIsDeadCostsNoMoreThanTheFlush() {
    String nobody = LocalServer.deadUrl();
    JobTracing tracing =
        JobTracing.start(
            config()
                .xrayEndpoint(nobody)
                .monitoringEndpoint(nobody)
                .flushTimeout(Duration.ofMillis(800))
                .build());

    assertThat(timeOf(tracing::close)).isLessThan(Duration.ofMillis(800).plus(SLACK));
    assertThat(tracing.counts().dropped()).containsOnly(Map.entry("unreachable", 1L));
  }

  @Test
  void theRootOfALongJobIsSentInProgressAndItsEndTakesItsPlace() {
    JobTracing tracing = JobTracing.start(config().checkpointAfter(Duration.ZERO).build());
    aws.awaitRequests(SEGMENTS, 1);
    tracing.close();

    List<Map<String, Object>> documents = documents();
    assertThat(documents).hasSize(2);
    assertThat(documents.get(0)).containsEntry("in_progress", true).doesNotContainKey("end_time");
    assertThat(documents.get(1))
        .containsEntry("id", documents.get(0).get("id"))
        .containsKey("end_time")
        .doesNotContainKey("in_progress");
  }

  @Test
  void aFailedJobTellsTheSameOfItselfEachTimeItIsSent() {
    aws.answering(SEGMENTS, 503, "");
    JobTracing tracing = JobTracing.start(config().build());
    tracing.fail(new IllegalStateException("two", new IOException("one")));
    tracing.close();

    assertThat(aws.texts(SEGMENTS).get(0))
        .contains("exceptions")
        .isEqualTo(aws.texts(SEGMENTS).get(1));
  }

  @Test
  void anOtlpEndpointIsNotNeededAndNotUsed() {
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      Map<String, String> environment = new HashMap<>(AwsServer.CREDENTIALS);
      environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.url());
      JobTracing.start(config().environment(environment).otlpEndpoint(receiver.url()).build())
          .close();

      assertThat(receiver.requests()).isEmpty();
      assertThat(receiver.metrics()).isEmpty();
    }
    assertThat(documents()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AWS_REGION", "AWS_DEFAULT_REGION"})
  void theRegionMayStandInTheEnvironment(String variable) {
    Map<String, String> environment = new HashMap<>(AwsServer.CREDENTIALS);
    environment.put(variable, AwsServer.REGION);
    JobTracing.start(config().region(null).environment(environment).build()).close();

    assertThat(documents()).hasSize(1);
  }

  @Test
  void withoutARegionNothingIsSentAndTheLogSaysWhatToGive() {
    JobTracing tracing = JobTracing.start(config().region(null).build());

    assertThat(closed(tracing))
        .singleElement()
        .asString()
        .contains("no region is known to sign for: give one, or set AWS_REGION");
    assertThat(tracing.counts().dropped()).containsOnly(Map.entry("bad_endpoint", 1L));
    assertThat(aws.requests(METRICS)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ireland", "eu-west-1.example.com/", "eu west 1", "*"})
  void aWrongRegionIsToldAndNobodyIsAsked(String region) {
    JobTracing tracing = JobTracing.start(config().region(region).build());

    assertThat(closed(tracing))
        .singleElement()
        .asString()
        .contains("'" + region + "' is no region of AWS; expected one such as eu-west-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"xray:443", "ftp://x", "http://a b"})
  void aWrongEndpointIsCountedAndNotThrown(String endpoint) {
    JobTracing tracing =
        JobTracing.start(config().xrayEndpoint(endpoint).stateName("Clean").build());
    tracing.close();

    assertThat(tracing.counts().dropped()).containsOnly(Map.entry("bad_endpoint", 1L));
  }

  private JobTracingConfig.Builder config() {
    return JobTracingConfig.builder("spanglue-cleaning", "jr_1")
        .traceHeader(HEADER)
        .route(TraceRoute.DIRECT)
        .region(AwsServer.REGION)
        .environment(AwsServer.CREDENTIALS)
        .xrayEndpoint(aws.url())
        .monitoringEndpoint(aws.url())
        .lookupGrace(Duration.ofMillis(500));
  }

  /** Closes a job that had these spans; returns what that logged. */
  private static List<String> closed(JobTracing tracing, String... spans) {
    for (String name : spans) {
      tracing.spans().run(name, span -> {});
    }
    return LoggedLines.of("spanglue", tracing::close);
  }

  /** Takes all but the segments of these names, each for a code of its own. */
  private static Function<byte[], Answer> refusing(
      Map<String, String> codesByName, String message) {
    return request -> {
      List<Map<String, Object>> unprocessed = new ArrayList<>();
      for (String json : raw(request)) {
        Map<String, Object> document = parsed(json);
        String code = codesByName.get(document.get("name"));
        if (code != null) {
          unprocessed.add(Map.of("Id", document.get("id"), "ErrorCode", code, "Message", message));
        }
      }
      try {
        return new Answer(200, JSON.std.asString(Map.of("UnprocessedTraceSegments", unprocessed)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  private List<String> rawDocuments() {
    return aws.requests(SEGMENTS).stream().flatMap(body -> raw(body).stream()).toList();
  }

  private List<Map<String, Object>> documents() {
    return rawDocuments().stream().map(DirectTracingTest::parsed).toList();
  }

  private List<Map<String, Object>> documents(int request) {
    return raw(aws.requests(SEGMENTS).get(request)).stream()
        .map(DirectTracingTest::parsed)
        .toList();
  }

  private static List<String> raw(byte[] request) {
    Object documents = parsed(new String(request, UTF_8)).get("TraceSegmentDocuments");
    return ((Collection<?>) documents).stream().map(String.class::cast).toList();
  }

  private static Map<String, Object> parsed(String json) {
    try {
      return JSON.std.mapFrom(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("unchecked") // JSON objects have text keys.
  private static Map<String, Object> map(Map<String, Object> document, String key) {
    return (Map<String, Object>) document.get(key);
  }

  private static Duration timeOf(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
