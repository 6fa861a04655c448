package spanglue.tracing.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static spanglue.tracing.TestSpans.spans;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spanglue.tracing.internal.export.OtlpEndpoint;
import spanglue.tracing.internal.export.SpanDelivery;
import spanglue.tracing.internal.export.SpanDelivery.Destination;
import spanglue.tracing.internal.export.SpanDelivery.ExportResult;

/** Plain HTTP goes without TLS; HTTPS must not. */
class HttpsReceiverTest {
  private static final String PASSWORD = "changeit";

  @TempDir private static Path work;
  private static SSLContext tls;
  private static SSLContext trusting;

  private final AtomicInteger requests = new AtomicInteger();
  private HttpsServer receiver;
  private SpanDelivery delivery;

  @BeforeAll
  static void makeACertificate() throws Exception {
    Path store = work.resolve("receiver.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process made =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=receiver",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .inheritIO()
            .start();
    assertThat(made.waitFor()).isZero();
    KeyStore certificate = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(certificate, PASSWORD.toCharArray());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(certificate);
    tls = SSLContext.getInstance("TLS");
    tls.init(keys.getKeyManagers(), null, null);
    trusting = SSLContext.getInstance("TLS");
    trusting.init(null, trust.getTrustManagers(), null);
  }

  @BeforeEach
  void startReceiver() throws Exception {
    receiver = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.setHttpsConfigurator(new HttpsConfigurator(tls));
    receiver.createContext(
        "/v1/traces",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          requests.incrementAndGet();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    receiver.start();
  }

  @AfterEach
  void stop() {
    delivery.close();
    receiver.stop(0);
  }

  @Test
  void whereTheJvmTrustsTheReceiverItGetsTheSpans() throws NoSuchAlgorithmException {
    SSLContext before = SSLContext.getDefault();
    SSLContext.setDefault(trusting);
    try {
      assertThat(send()).isEqualTo(ExportResult.SENT);
    } finally {
      SSLContext.setDefault(before);
    }
    assertThat(requests).hasValue(1);
  }

  @Test
  void whereItDoesNotItGetsNothing() {
    ExportResult result = send();

    assertThat(result.reason()).isEqualTo("unreachable");
    assertThat(result.detail()).contains("unable to find valid certification path");
    assertThat(requests).hasValue(0);
  }

  private ExportResult send() {
    String url = "https://127.0.0.1:" + receiver.getAddress().getPort();
    delivery =
        Destination.otlp(OtlpEndpoint.of(url), UnaryOperator.identity())
            .exporter()
            .apply(Duration.ofSeconds(20));
    return delivery.send(spans(1), Duration.ofSeconds(20));
  }
}
