package spanglue.tracing.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a request to a named collector goes. */
class DnsResolverTest {
  private static final String HOST = "collector.spanglue.test";
  private static final URI URL = URI.create("http://" + HOST + ":4318/v1/traces");

  private final DnsServer server = new DnsServer();
  private final DnsResolver dns = new DnsResolver(server.url());

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aNameIsAskedForEachTime() {
    server.knowing(HOST, "10.0.0.7", "10.0.0.8");
    assertThat(dns.resolve(URL))
        .containsExactly(
            URI.create("http://10.0.0.7:4318/v1/traces"),
            URI.create("http://10.0.0.8:4318/v1/traces"));

    server.knowing(HOST, "10.0.0.9");
    assertThat(dns.resolve(URL)).containsExactly(URI.create("http://10.0.0.9:4318/v1/traces"));
  }

  @Test
  void aHostWithoutAnIpv4AddressIsCalledByIpv6() {
    server.knowing(HOST, "fd00::7");

    assertThat(dns.resolve(URL)).containsExactly(URI.create("http://[fd00::7]:4318/v1/traces"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:4318/v1/traces",
        "http://[::1]:4318/v1/traces",
        "http://localhost:4318/v1/traces",
        "https://collector.spanglue.test/v1/traces" // The certificate is for the name.
      })
  void whatNeedsNoAnswerOrMustKeepItsNameIsNotAsked(String url) {
    server.knowing(HOST, "10.0.0.7");

    assertThat(dns.resolve(URI.create(url))).containsExactly(URI.create(url));
    assertThat(server.queries()).isZero();
  }

  @Test
  void aProxyIsGivenTheName() {
    server.knowing(HOST, "10.0.0.7");
    System.setProperty("http.proxyHost", "proxy.spanglue.test");
    try {
      assertThat(dns.resolve(URL)).containsExactly(URL);
    } finally {
      System.clearProperty("http.proxyHost");
    }
  }

  @Test
  void whatNobodyKnowsKeepsItsName() {
    URI unknown = URI.create("http://spanglue.invalid:4318/v1/traces");

    assertThat(dns.resolve(unknown)).containsExactly(unknown);
    assertThat(server.queries()).isEqualTo(1);
  }

  @Test
  void withoutADnsServerTheJvmIsAsked() throws UnknownHostException {
    server.close();
    String own = InetAddress.getLocalHost().getHostName();
    InetAddress[] known = InetAddress.getAllByName(own);

    assertThat(dns.resolve(URI.create("http://" + own + ":4318/v1/traces"))).hasSize(known.length);
  }
}
