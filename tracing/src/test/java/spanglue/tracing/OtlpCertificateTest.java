package spanglue.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A receiver whose certificate an authority signed that no JVM knows. */
class OtlpCertificateTest {
  private static final String PASSWORD = "changeit";
  private static final String CA_FILE = "OTEL_EXPORTER_OTLP_CERTIFICATE";

  @TempDir private static Path work;
  private static SSLContext tls;

  private final AtomicInteger traces = new AtomicInteger();
  private final AtomicInteger metrics = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, String> environment = new HashMap<>();
  private boolean asksForClient;
  private HttpsServer receiver;

  @BeforeAll
  static void makeAnAuthority() throws Exception {
    keytool("ca", "-genkeypair", "-keyalg", "EC", "-dname", "CN=authority", "-ext", "bc:c");
    keytool("ca", "-exportcert", "-rfc", "-file", file("ca.pem"));
    signed("receiver", "RSA");
    signed("client", "EC");
    KeyStore client = KeyStore.getInstance(work.resolve("client.p12").toFile(), chars());
    byte[] key = client.getKey("mine", chars()).getEncoded();
    Files.writeString(
        work.resolve("client.key"),
        "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
            .formatted(Base64.getMimeEncoder().encodeToString(key)));

    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(KeyStore.getInstance(work.resolve("receiver.p12").toFile(), chars()), chars());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(client);
    tls = SSLContext.getInstance("TLS");
    tls.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
  }

  @BeforeEach
  void startReceiver() throws IOException {
    receiver = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.setHttpsConfigurator(
        new HttpsConfigurator(tls) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters ours = tls.getDefaultSSLParameters();
            ours.setNeedClientAuth(asksForClient);
            parameters.setSSLParameters(ours);
          }
        });
    serve("/v1/traces", traces);
    serve("/v1/metrics", metrics);
    receiver.setExecutor(threads);
    receiver.start();
    environment.put(
        "OTEL_EXPORTER_OTLP_ENDPOINT", "https://127.0.0.1:" + receiver.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    receiver.stop(0);
    threads.shutdownNow();
  }

  @Test
  void whoKnowsTheAuthorityGetsThrough() {
    environment.put(CA_FILE, file("ca.pem"));

    assertThat(run(config()).counts().sent()).isEqualTo(1);
    assertThat(metrics).hasValue(1);
  }

  @Test
  void whoDoesNotIsToldSo() {
    List<String> lines = LoggedLines.of("spanglue", () -> run(config()));

    assertThat(lines).anyMatch(line -> line.contains("unable to find valid certification path"));
    assertThat(traces).hasValue(0);
  }

  @Test
  void theCertificateOfASignalIsItsAlone() {
    environment.put("OTEL_EXPORTER_OTLP_TRACES_CERTIFICATE", file("ca.pem"));

    assertThat(run(config()).counts().sent()).isEqualTo(1);
    assertThat(metrics).hasValue(0);
  }

  @Test
  void aGivenCertificateGoesBeforeTheVariables() {
    environment.put(CA_FILE, file("none.pem"));

    assertThat(run(config().otlpCertificate(file("ca.pem"))).counts().sent()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "none.pem, there is no such file",
    "empty.pem, it holds no certificates in PEM",
    "client.p12, it holds no certificates in PEM"
  })
  void aFileOfNoUseIsToldInOneLineAndTheJobGoesOn(String name, String what) throws IOException {
    Files.write(work.resolve("empty.pem"), new byte[0]);
    environment.put(CA_FILE, file(name));

    List<String> lines =
        LoggedLines.of(
            "spanglue", () -> assertThat(run(config()).counts().droppedTotal()).isEqualTo(1));

    assertThat(lines)
        .filteredOn(line -> line.contains("CERTIFICATE"))
        .singleElement()
        .asString()
        .contains(CA_FILE + ": ", name + ": " + what + "; the receiver is met without it");
  }

  @Test
  void aReceiverOfPlainHttpNeedsNone() {
    environment.put(CA_FILE, file("none.pem"));
    try (OtlpReceiver plain = new OtlpReceiver()) {
      List<String> lines =
          LoggedLines.of("spanglue", () -> run(config().otlpEndpoint(plain.url())));

      assertThat(plain.spans()).hasSize(1);
      assertThat(lines).noneMatch(line -> line.contains("CERTIFICATE"));
    }
  }

  @Test
  void aReceiverThatAsksWhoItIsGetsTheClientsCertificate() {
    asksForClient = true;
    environment.put(CA_FILE, file("ca.pem"));
    assertThat(run(config()).counts().sent()).as("of who does not say").isZero();

    environment.put("OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE", file("client.pem"));
    environment.put("OTEL_EXPORTER_OTLP_CLIENT_KEY", file("client.key"));
    assertThat(run(config()).counts().sent()).isEqualTo(1);
  }

  @Test
  void aKeyOfNoUseIsTold() {
    environment.put(CA_FILE, file("ca.pem"));
    environment.put("OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE", file("client.pem"));
    environment.put("OTEL_EXPORTER_OTLP_CLIENT_KEY", file("ca.pem"));

    assertThat(
            LoggedLines.of(
                "spanglue", () -> assertThat(run(config()).counts().sent()).isEqualTo(1)))
        .filteredOn(line -> line.contains("CLIENT_CERTIFICATE: "))
        .singleElement()
        .asString()
        .contains("ca.pem: it holds no private key in PEM (PKCS #8, without a password)");
  }

  private JobTracingConfig.Builder config() {
    return JobTracingConfig.builder("job", "jr_1")
        .environment(environment)
        .flushTimeout(Duration.ofSeconds(4));
  }

  private static JobTracing run(JobTracingConfig.Builder config) {
    JobTracing tracing = JobTracing.start(config.build());
    tracing.close();
    return tracing;
  }

  private void serve(String path, AtomicInteger requests) {
    receiver.createContext(
        path,
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          requests.incrementAndGet();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
  }

  /** A key of its own, with a certificate that the authority signed. */
  private static void signed(String name, String algorithm) throws Exception {
    keytool(name, "-genkeypair", "-keyalg", algorithm, "-dname", "CN=" + name);
    keytool(name, "-certreq", "-file", file(name + ".csr"));
    keytool(
        "ca",
        "-gencert",
        "-rfc",
        "-ext",
        "san=ip:127.0.0.1",
        "-infile",
        file(name + ".csr"),
        "-outfile",
        file(name + ".pem"));
    keytool(name, "-importcert", "-noprompt", "-file", file("ca.pem"), "-alias", "ca");
    keytool(name, "-importcert", "-noprompt", "-file", file(name + ".pem"));
  }

  private static void keytool(String store, String... what) throws Exception {
    List<String> command =
        Stream.of(
                Stream.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()),
                Arrays.stream(what),
                Stream.of("-storetype", "PKCS12", "-storepass", PASSWORD),
                Stream.of("-keystore", file(store + ".p12")),
                Stream.of(List.of(what).contains("-alias") ? new String[0] : mine()))
            .flatMap(part -> part)
            .toList();
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(work.resolve("keytool.log").toFile())
            .start();
    assertThat(process.waitFor())
        .as(() -> command + ": " + read(work.resolve("keytool.log")))
        .isZero();
  }

  private static String[] mine() {
    return new String[] {"-alias", "mine"};
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static String file(String name) {
    return work.resolve(name).toString();
  }

  private static char[] chars() {
    return PASSWORD.toCharArray();
  }
}
