package spanglue.tracing.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiverUrlTest {
  @ParameterizedTest
  @CsvSource({
    "http://host:4318, http://host:4318/v1/traces",
    "http://host/, http://host/v1/traces",
    "HTTPS://host/tenant-1//, https://host/tenant-1/v1/traces",
    "http://host/v1/traces, http://host/v1/traces",
    "http://[::1]:4318, http://[::1]:4318/v1/traces",
    "http://host/a%20b?key=1%262#x, http://host/a%20b/v1/traces?key=1%262",
    "http://user:pw@host, http://host/v1/traces"
  })
  void thePathIsAddedWhereItBelongs(String base, String url) {
    assertThat(ReceiverUrl.of(base, "/v1/traces").url()).isEqualTo(URI.create(url));
  }

  @ParameterizedTest
  @CsvSource({
    "http://host,",
    "http://user:pw@host, Basic dXNlcjpwdw==",
    "http://us%20er:p%40%C3%BC@host, Basic dXMgZXI6cEDDvA==",
    "http://token@host, Basic dG9rZW46"
  })
  void userAndPasswordBecomeAHeader(String base, String header) {
    assertThat(ReceiverUrl.of(base, "").authorization()).isEqualTo(header);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "host:4318",
        "ftp://host",
        "http://",
        "http://host:99999",
        "http://user:secret pw@host",
        "::",
        "http://user:sec/ret@host"
      })
  void whatIsNoUrlIsRefusedWithoutAWordOfIt(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReceiverUrl.of(text, "/v1/traces"))
        .withMessage("it is no HTTP URL");
  }

  @ParameterizedTest
  @CsvSource({
    "http://host:4318/tenant?token=a#b, http://host:4318/tenant",
    "http://user:pw@host/x, http://host/x",
    "http://token@host, http://host",
    "http://us er:pw@host:1/x?token=a, http://host:1/x",
    "http://user:p/w@host/x, http://host/x",
    "http://user:p@w@host/x, http://host/x",
    "user:pw@host:4318, host:4318",
    "host:4318, host:4318"
  })
  void whatIsShownHoldsNoSecret(String text, String shown) {
    assertThat(ReceiverUrl.shown(text)).isEqualTo(shown);
  }

  @Test
  void asATextItIsWhatIsShown() {
    assertThat(ReceiverUrl.of("http://user:pw@host?token=a", "/v1/traces"))
        .hasToString("http://host/v1/traces");
  }
}
