package spanglue.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import spanglue.tracing.RawReceiver.Script;

/** What a job's log and counts say of each thing that a receiver, or what stands there, may do. */
class ReceiverFaultsTest {
  /** Runs out in the test. */
  private static final Duration SHORT = Duration.ofMillis(900);

  /** Does not. */
  private static final Duration LONG = Duration.ofSeconds(20);

  private static final String SECRETS = "user:s3cret@";
  private static final String PROTOBUF = "Content-Type: application/x-protobuf\r\n";
  private static final String JSON = "Content-Type: application/json\r\n";
  private static final String TAKEN = "";
  private static final String CONNECTION_LOST = "connection_lost";
  private static final Script IN_PART =
      to -> to.answer("200 OK", PROTOBUF, "\n\u000b\b\u0001\u0012\u0007too old");
  private static final Script IN_A_MINUTE =
      to -> to.answer("429 Too Many Requests", "Retry-After: 60\r\n", "");

  /**
   * @param patience of the job
   * @param reason why nothing, or not all, was taken; empty where it was
   * @param words of the one line in the log; none where there is no line
   */
  private record Fault(
      String name, Duration patience, Script script, String reason, List<String> words) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Fault fault(
      String name, Duration patience, Script script, String reason, String... words) {
    return new Fault(name, patience, script, reason, List.of(words));
  }

  private static Stream<Fault> faults() {
    return Stream.of(
        fault(
            "five hundred then ok",
            LONG,
            to ->
                to.answer(to.number() == 1 ? "500 Internal Server Error" : "200 OK", PROTOBUF, ""),
            TAKEN),
        fault("taken in a short answer", LONG, to -> to.answer("202 Accepted", "", "ok"), TAKEN),
        fault(
            "retry after in a minute",
            LONG,
            IN_A_MINUTE,
            "http_429",
            "HTTP 429: it asks to come back in 60 s, later than the ",
            ", nor were the metrics sent"),
        fault(
            "too many without a time",
            SHORT,
            to -> to.answer("429 Too Many Requests", "", ""),
            "http_429",
            "HTTP 429"),
        fault(
            "unavailable for ever",
            SHORT,
            to -> to.answer("503 Service Unavailable", "", "data refused due to high memory usage"),
            "http_503",
            "HTTP 503 (data refused due to high memory usage)"),
        fault(
            "taken in part",
            LONG,
            IN_PART,
            "rejected",
            "the receiver took the request in part, and rejected 1: too old (of the metrics too)"),
        fault(
            "taken in part said in json",
            LONG,
            to ->
                to.answer(
                    "200 OK",
                    JSON,
                    "{\"partialSuccess\":{\"rejectedSpans\":\"1\",\"errorMessage\":\"too old\"}}"),
            "rejected",
            "the receiver took the request in part, and rejected 1: too old"),
        fault(
            "not found",
            LONG,
            to -> to.answer("404 Not Found", PROTOBUF, "404 page not found"),
            "http_404",
            "HTTP 404 (404 page not found): is the base URL right? /v1/traces is added to it",
            ", nor were the metrics sent"),
        fault(
            "unauthorized",
            LONG,
            to -> to.answer("401 Unauthorized", "", ""),
            "http_401",
            "HTTP 401: it does not know the user and password in the endpoint's URL"),
        fault(
            "forbidden",
            LONG,
            to -> to.answer("403 Forbidden", JSON, "{\"code\":7,\"message\":\"tenant is closed\"}"),
            "http_403",
            "HTTP 403 (tenant is closed): it lets nobody in with these credentials"),
        fault(
            "redirect",
            LONG,
            to ->
                to.answer(
                    "308 Permanent Redirect",
                    "Location: https://a:b@elsewhere.example/v1/traces?token=s3cret\r\n",
                    ""),
            "http_308",
            "HTTP 308: it points to https://elsewhere.example/v1/traces: use its base URL"),
        fault(
            "proxy wants credentials",
            LONG,
            to -> to.answer("407 Proxy Authentication Required", "", ""),
            "http_407",
            "HTTP 407: a proxy in between wants credentials"),
        fault(
            "too large",
            LONG,
            to -> to.answer("413 Content Too Large", "Content-Type: text/html\r\n", "<html>"),
            "http_413",
            "HTTP 413: the request is larger than it takes"),
        fault(
            "refused in protobuf",
            LONG,
            to -> to.answer("400 Bad Request", PROTOBUF, "\b\u0003\u0012\u0008no trace"),
            "http_400",
            "HTTP 400 (no trace)"),
        fault(
            "login page",
            LONG,
            to -> to.answer("200 OK", "Content-Type: text/html\r\n", "<html>log in</html>"),
            TAKEN,
            "HTTP 200 with a page of HTML: is it a receiver of OTLP? (of the metrics too)"),
        fault("silent", SHORT, RawReceiver.Exchange::hang, "timeout", "no answer in time"),
        fault(
            "slow drip",
            SHORT,
            to -> to.write("HTTP/1.1 200 OK\r\nX-Wait: ").drip("y", 20),
            "timeout",
            "no answer in time"),
        fault(
            "half an answer",
            SHORT,
            to -> to.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc").hang(),
            TAKEN),
        fault(
            "answer cut off",
            LONG,
            to -> to.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc").close(),
            TAKEN),
        fault(
            "endless answer",
            LONG,
            to ->
                to.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
                    .drip("1000\r\n" + "z".repeat(0x1000) + "\r\n", 1),
            TAKEN),
        fault(
            "old http without a length",
            LONG,
            to -> to.write("HTTP/1.0 200 OK\r\n\r\n{}").close(),
            TAKEN),
        fault(
            "grpc",
            LONG,
            to -> to.write("\0\0\u0006\u0004\0\0\0\0\0\0\u0005\0\0@\0").close(),
            "not_http",
            "this looks like OTLP/gRPC (4317); use the HTTP port, usually 4318",
            ", nor were the metrics sent"),
        fault(
            "tls",
            LONG,
            to -> to.write("\u0015\u0003\u0001\0\u0002\u0002F").close(),
            "not_http",
            "this looks like TLS; use https in the place of http"),
        fault(
            "another protocol",
            LONG,
            to -> to.write("SSH-2.0-server\u0007\r\n").close(),
            "not_http",
            "its answer is no HTTP: is it a receiver of OTLP over HTTP?"),
        fault(
            "reset",
            SHORT,
            RawReceiver.Exchange::reset,
            CONNECTION_LOST,
            "the connection was closed before an answer came"),
        fault(
            "closed",
            SHORT,
            RawReceiver.Exchange::close,
            CONNECTION_LOST,
            "the connection was closed before an answer came"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void isToldInOneLineThatHelpsAndHoldsNoSecret(Fault fault) throws IOException {
    try (RawReceiver receiver = new RawReceiver(fault.script)) {
      String place = "127.0.0.1:" + receiver.port();
      String url = "http://" + SECRETS + place + "/?token=s3cret";
      JobTracing job = job(url, fault.patience);
      List<String> lines = LoggedLines.of("", job::close);

      assertThat(receiver.heads())
          .allMatch(head -> head.contains("Authorization: Basic dXNlcjpzM2NyZXQ="))
          .allMatch(head -> head.matches("(?s)POST /v1/(traces|metrics)\\?token=s3cret .*"));
      assertThat(job.counts().dropped().keySet())
          .isEqualTo(fault.reason.isEmpty() ? Set.of() : Set.of(fault.reason));
      assertThat(lines).hasSize(1);
      assertThat(lines)
          .allSatisfy(
              line ->
                  assertThat(line)
                      .startsWith("Spanglue: trace ")
                      .contains(fault.words.isEmpty() ? " sent to " : job.traceId() + ": ")
                      .contains("http://" + place)
                      .satisfies(
                          told -> fault.words.forEach(word -> assertThat(told).contains(word)))
                      .doesNotContain("s3cret", "user:")
                      .doesNotContainPattern("\\p{Cntrl}"));
    }
  }

  @Test
  void whatWasRejectedOfARequestIsNotCountedAsSent() throws IOException {
    try (RawReceiver receiver = new RawReceiver(IN_PART)) {
      JobTracing job = job("http://127.0.0.1:" + receiver.port(), LONG);
      job.close();

      assertThat(job.counts()).isEqualTo(new TelemetryCounts(2, 1, 0, Map.of("rejected", 1L)));
      assertThat(job.metrics().dropped()).isEqualTo(1);
    }
  }

  @Test
  void whoAsksForMoreTimeThanIsLeftIsNotAskedAgain() throws IOException {
    try (RawReceiver receiver = new RawReceiver(IN_A_MINUTE)) {
      Tracing tracing =
          Tracing.start(
              TracingConfig.builder("a-client")
                  .otlpEndpoint("http://127.0.0.1:" + receiver.port())
                  .flushTimeout(LONG)
                  .build());
      for (int i = 0; i < 120; i++) {
        tracing.spans().run("span " + i, span -> {});
      }
      tracing.close();

      assertThat(receiver.heads()).as("of three requests").hasSize(1);
      assertThat(tracing.counts().dropped()).isEqualTo(Map.of("http_429", 120L));
    }
  }

  @Test
  void aHostThatNobodyKnowsIsNamed() {
    // No label of a name is that long, so that nobody needs to be asked.
    String host = "h".repeat(64) + ".example";

    assertThat(lineOf("http://" + SECRETS + host + ":4318"))
        .contains("unknown host " + host + ": is it spelled right, and in the DNS?");
  }

  @Test
  void whereNobodyListensThatIsSaidOfSpansAndMetricsInOneLine() {
    assertThat(lineOf(LocalServer.deadUrl()))
        .contains("2 spans recorded, 0 sent, dropped {unreachable=2}, nor were the metrics sent")
        .endsWith("connection refused: does a receiver listen there?");
  }

  @Test
  void anAddressThatIsNoneIsToldWithoutItsPassword() {
    assertThat(lineOf("http://user:s3 cret@receiver:4318"))
        .contains("dropped {bad_endpoint=2}, nor were the metrics sent")
        .contains("http://receiver:4318: it is no HTTP URL of an OTLP receiver")
        .doesNotContain("cret");
  }

  @Test
  void ofAnotherFaultOfTheMetricsBothAreToldInOneLine() throws IOException {
    Script script = to -> to.answer(to.number() == 1 ? "400 Bad Request" : "403 Forbidden", "", "");
    try (RawReceiver receiver = new RawReceiver(script)) {
      assertThat(lineOf("http://127.0.0.1:" + receiver.port(), LONG))
          .contains("dropped {http_400=2}; first failure: http://127.0.0.1:")
          .contains("HTTP 400; metrics not sent: http://127.0.0.1:")
          .contains("HTTP 403");
    }
  }

  private static String lineOf(String url) {
    return lineOf(url, SHORT);
  }

  private static String lineOf(String url, Duration patience) {
    List<String> lines = LoggedLines.of("", job(url, patience)::close);
    assertThat(lines).hasSize(1);
    return lines.get(0);
  }

  private static JobTracing job(String url, Duration patience) {
    JobTracing job =
        JobTracing.start(
            JobTracingConfig.builder("a-job", "jr_1")
                .otlpEndpoint(url)
                .flushTimeout(patience)
                .retryTimeout(patience)
                .build());
    job.spans().run("an action", span -> {});
    return job;
  }
}
