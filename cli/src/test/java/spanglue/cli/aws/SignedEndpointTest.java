package spanglue.cli.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import spanglue.cli.process.Json;
import spanglue.cli.process.LoopbackServer;
import spanglue.cli.process.LoopbackServer.Response;

/** Requests over HTTP that the AWS SDK's own signer has signed, and what is wrong with some. */
class SignedEndpointTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:11:12Z");
  private static final String BODY = "{\"text\":\"zwei Wörter\"}";

  /** How a client signs. */
  private record Client(
      String accessKey, String secretKey, String region, String service, Instant time) {
    Map<String, List<String>> headers(URI uri, String body) {
      SdkHttpRequest request =
          SdkHttpRequest.builder()
              .method(SdkHttpMethod.POST)
              .uri(uri)
              .putHeader("Content-Type", "application/json; charset=utf-8")
              .putHeader("X-Note", "with  some   blanks ")
              .build();
      return AwsV4HttpSigner.create()
          .sign(
              sign ->
                  sign.identity(AwsCredentialsIdentity.create(accessKey, secretKey))
                      .request(request)
                      .payload(ContentStreamProvider.fromUtf8String(body))
                      .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                      .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                      .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(time, ZoneOffset.UTC)))
          .request()
          .headers();
    }
  }

  private static final Client RIGHT = new Client("key", "secret", "us-east-1", "xray", NOW);

  private final List<String> taken = new ArrayList<>();
  private final SignatureCheck check =
      new SignatureCheck("key", "secret", "xray", Clock.fixed(NOW, ZoneOffset.UTC));
  private final LoopbackServer server =
      LoopbackServer.start(
          Map.of(
              "/",
              new SignedEndpoint(
                  check,
                  request -> {
                    taken.add(request.body().toStringUtf8());
                    return Response.text(200, "text/plain", "");
                  })));

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({"/xray/TraceSegments", "/", "/a/b?z=1&a=2&empty"})
  void whatTheSdkSignsIsTaken(String path) throws Exception {
    assertThat(post(path, RIGHT, BODY, BODY).statusCode()).isEqualTo(200);
    assertThat(taken).containsExactly(BODY);
  }

  @ParameterizedTest
  @CsvSource({
    "other, secret, us-east-1, xray,       0,    UnrecognizedClientException",
    "key,   other,  us-east-1, xray,       0,    InvalidSignatureException",
    "key,   secret, eu-west-1, xray,       0,    InvalidSignatureException",
    "key,   secret, us-east-1, monitoring, 0,    InvalidSignatureException",
    "key,   secret, us-east-1, xray,       -301, InvalidSignatureException",
    "key,   secret, us-east-1, xray,       301,  InvalidSignatureException",
  })
  void whatIsSignedByOthersOrForOthersOrAtAnotherTimeIsForbidden(
      String accessKey, String secretKey, String region, String service, int seconds, String code)
      throws Exception {
    Client client =
        new Client(accessKey, secretKey, region, service, NOW.plus(Duration.ofSeconds(seconds)));

    assertForbidden(post("/xray/TraceSegments", client, BODY, BODY), code);
  }

  @Test
  void whatIsNotSignedOrWasChangedIsForbidden() throws Exception {
    HttpRequest unsigned =
        HttpRequest.newBuilder(server.uri()).POST(HttpRequest.BodyPublishers.noBody()).build();

    assertForbidden(send(unsigned), "MissingAuthenticationTokenException");
    assertForbidden(
        send(
            HttpRequest.newBuilder(unsigned, (name, value) -> true)
                .header("Authorization", "Bearer x")
                .build()),
        "IncompleteSignatureException");
    assertForbidden(post("/", RIGHT, BODY, BODY + " "), "InvalidSignatureException");
    assertForbidden(
        send(signed("/", RIGHT, BODY, BODY).setHeader("X-Note", "another").build()),
        "InvalidSignatureException");
  }

  private void assertForbidden(HttpResponse<String> answer, String code) {
    JsonNode error = Json.read(answer.body());
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(error.path("__type").asText()).isEqualTo(code);
    assertThat(error.path("message").asText()).isNotEmpty();
    assertThat(taken).isEmpty();
  }

  private HttpResponse<String> post(String path, Client client, String signed, String sent)
      throws Exception {
    return send(signed(path, client, signed, sent).build());
  }

  private HttpRequest.Builder signed(String path, Client client, String signed, String sent) {
    URI uri = URI.create(server.uri() + path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .POST(HttpRequest.BodyPublishers.ofString(sent, StandardCharsets.UTF_8));
    client
        .headers(uri, signed)
        .forEach(
            (name, values) -> {
              // The client makes these itself.
              if (!Set.of("Host", "Content-Length").contains(name)) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return request;
  }

  private static HttpResponse<String> send(HttpRequest request) throws Exception {
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }
}
