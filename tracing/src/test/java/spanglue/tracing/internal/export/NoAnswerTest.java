package spanglue.tracing.internal.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import spanglue.tracing.internal.export.SpanDelivery.ExportResult;

/** What a test with a server of its own does not come by; see {@code ReceiverFaultsTest}. */
class NoAnswerTest {
  private static final URI HTTP = URI.create("http://receiver:4318/v1/traces");
  private static final URI GRPC = URI.create("http://receiver:4317/v1/traces");
  private static final String HINT = "looks like OTLP/gRPC (4317); use the HTTP port, usually 4318";

  @Test
  void thePortOfGrpcIsToldWhateverHappensThere() {
    IOException closed = new IOException("header parser received no bytes", new EOFException());

    assertThat(NoAnswer.inTime(GRPC).detail()).endsWith(HINT);
    assertThat(NoAnswer.of(closed, GRPC).detail()).endsWith(HINT);
    assertThat(NoAnswer.inTime(HTTP).detail()).isEqualTo("no answer in time");
    assertThat(NoAnswer.of(closed, HTTP).detail()).doesNotContain("gRPC");
  }

  @Test
  void aCertificateThatIsNotTrustedIsNotTriedAgain() {
    SSLException failure = new SSLHandshakeException("no valid path");
    failure.initCause(new CertificateException());
    ExportResult result = NoAnswer.of(failure, HTTP);

    assertThat(result.retryable()).isFalse();
    assertThat(result.isUnreachable()).as("nothing arrived").isTrue();
    assertThat(result.detail())
        .isEqualTo(
            "TLS failed: no valid path: does this JVM trust the certificate, and is it for this"
                + " host?");
  }

  @Test
  void aHandshakeThatBreaksMayBeARestart() {
    ExportResult result =
        NoAnswer.of(new SSLHandshakeException("Remote host terminated the handshake"), HTTP);

    assertThat(result.retryable()).isTrue();
    assertThat(result.isUnreachable()).isTrue();
  }

  @Test
  void wherePlainHttpIsSpokenTheSchemeIsTheFault() {
    ExportResult result =
        NoAnswer.of(new SSLException("Unrecognized SSL message, plaintext connection?"), HTTP);

    assertThat(result.retryable()).isFalse();
    assertThat(result.detail()).endsWith("use http in the place of https");
  }

  @Test
  void whereNobodyTakesAConnectionTheWayThereIsNamed() {
    ExportResult result = NoAnswer.of(new HttpConnectTimeoutException("timed out"), HTTP);

    assertThat(result.isUnreachable()).isTrue();
    assertThat(result.detail()).contains("does a firewall let it through?");
  }
}
