package spanglue.tracing.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static spanglue.tracing.TestSpans.spans;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spanglue.tracing.internal.export.OtlpDelivery;
import spanglue.tracing.internal.export.SpanDelivery.Outcome;

/** Plain HTTP goes without TLS; HTTPS must not. */
class HttpsReceiverTest {
  private static final String TRUSTED = "javax.net.ssl.trustStore";
  private static final String PASSWORD = "changeit";

  @TempDir private static Path work;
  private static Path store;
  private static SSLContext tls;

  private final AtomicInteger requests = new AtomicInteger();
  private HttpsServer receiver;
  private OtlpDelivery delivery;

  @BeforeAll
  static void makeACertificate() throws Exception {
    store = work.resolve("receiver.p12");
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
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray()), PASSWORD.toCharArray());
    tls = SSLContext.getInstance("TLS");
    tls.init(keys.getKeyManagers(), null, null);
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
  void whereTheJvmTrustsTheReceiverItGetsTheSpans() {
    System.setProperty(TRUSTED, store.toString());
    System.setProperty(TRUSTED + "Password", PASSWORD);
    try {
      assertThat(send()).isEqualTo(Outcome.SENT);
    } finally {
      System.clearProperty(TRUSTED);
      System.clearProperty(TRUSTED + "Password");
    }
    assertThat(requests).hasValue(1);
  }

  @Test
  void whereItDoesNotItGetsNothing() {
    Outcome outcome = send();

    assertThat(outcome.reason()).isEqualTo("unreachable");
    assertThat(outcome.detail()).contains("unable to find valid certification path");
    assertThat(requests).hasValue(0);
  }

  private Outcome send() {
    String url = "https://127.0.0.1:" + receiver.getAddress().getPort();
    delivery = new OtlpDelivery(url, Duration.ofSeconds(20));
    return delivery.send(spans(1), Duration.ofSeconds(20));
  }
}
