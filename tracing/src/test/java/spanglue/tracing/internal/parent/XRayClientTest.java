package spanglue.tracing.internal.parent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static spanglue.tracing.internal.parent.Documents.answer;
import static spanglue.tracing.internal.parent.Documents.machine;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import spanglue.tracing.internal.http.DnsResolver;
import spanglue.tracing.internal.http.DnsServer;
import spanglue.tracing.internal.http.Endpoint;

/** Asking X-Ray through a collector of two tasks behind one name, one of which is dead. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "127.0.0.2 is a loopback address on Linux only")
class XRayClientTest {
  private static final String HOST = "collector.spanglue.test";
  private static final String TRACE = "1-5759e988-bd862e3fe1be46a994272793";

  private final XRayEndpoint xray = new XRayEndpoint();
  private final DnsServer dns = new DnsServer();
  private final XRayClient client =
      new XRayClient(
          Endpoint.unsigned("http://" + HOST + ":" + URI.create(xray.url()).getPort()),
          new DnsResolver(dns.url()));

  @AfterEach
  void stop() {
    dns.close();
    xray.close();
  }

  @Test
  void theTaskThatAnswersIsAsked() throws IOException, InterruptedException {
    dns.knowing(HOST, "127.0.0.2", "127.0.0.1");
    xray.then(answer(machine()));

    assertThat(client.batchGetTraces(TRACE, null).segments()).isNotEmpty();
  }

  @Test
  void whereNobodyListensTheConnectionFails() {
    dns.knowing(HOST, "127.0.0.2");

    assertThatThrownBy(() -> client.batchGetTraces(TRACE, null))
        .isInstanceOf(ConnectException.class);
  }
}
