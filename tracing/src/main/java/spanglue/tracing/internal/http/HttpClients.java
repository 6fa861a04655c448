package spanglue.tracing.internal.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** The JDK's HTTP client, without TLS for a server of plain HTTP. */
public final class HttpClients {
  private HttpClients() {}

  /** As {@link #of(URI, Duration, SSLContext)}, with the JVM's own TLS. */
  public static HttpClient of(URI url, Duration connectTimeout) {
    return of(url, connectTimeout, null);
  }

  /**
   * A client for {@code url} and other addresses of the same scheme. It follows no redirect. Its
   * threads are daemons, and end once nothing refers to it any more.
   *
   * @param tls how it speaks to a server of HTTPS; null as the JVM does
   */
  public static HttpClient of(URI url, Duration connectTimeout, @Nullable SSLContext tls) {
    HttpClient.Builder client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(connectTimeout);
    if (isPlainHttp(url)) {
      client.sslContext(new SSLContext(new RefusingSslContext(), null, "none") {});
    } else if (tls != null) {
      client.sslContext(tls);
    }
    return client.build();
  }

  static boolean isPlainHttp(URI url) {
    return "http".equalsIgnoreCase(url.getScheme());
  }

  /** Refuses every connection. The client would make itself a real context, needed or not. */
  private static final class RefusingSslContext extends SSLContextSpi {
    @Override
    protected void engineInit(
        KeyManager @Nullable [] keys,
        TrustManager @Nullable [] trust,
        @Nullable SecureRandom random) {
      throw refusal();
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
      throw refusal();
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
      throw refusal();
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
      throw refusal();
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
      throw refusal();
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
      throw refusal();
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
      throw refusal();
    }

    @Override
    protected SSLParameters engineGetDefaultSSLParameters() {
      return new SSLParameters();
    }

    @Override
    protected SSLParameters engineGetSupportedSSLParameters() {
      return new SSLParameters();
    }

    private static UnsupportedOperationException refusal() {
      return new UnsupportedOperationException("a client of plain HTTP makes no TLS connection");
    }
  }
}
