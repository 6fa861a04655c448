package spanglue.tracing.internal.http;

import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.exporter.sender.jdk.internal.JdkHttpSenderProvider;
import io.opentelemetry.sdk.common.export.Compressor;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.HttpSenderProvider;
import io.opentelemetry.sdk.common.export.ProxyOptions;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The exporters' HTTP client: OpenTelemetry's over the JDK's. It is named here, so that it is not
 * searched for in every jar of the job's class path, and has no TLS for a receiver of plain HTTP.
 */
public final class JdkSender implements HttpSenderProvider, ComponentLoader {
  @Override
  public <T> Iterable<T> load(Class<T> type) {
    return type == HttpSenderProvider.class ? List.of(type.cast(this)) : List.of();
  }

  @Override
  public HttpSender createSender(HttpSenderConfig config) {
    boolean plain = NoTls.suffices(config.getEndpoint());
    return new JdkHttpSenderProvider().createSender(plain ? new Plain(config) : config);
  }

  /** As given, but for the TLS, where OpenTelemetry has the client find its own. */
  private record Plain(HttpSenderConfig given) implements HttpSenderConfig {
    @Override
    public SSLContext getSslContext() {
      return NoTls.context();
    }

    @Override
    public @Nullable X509TrustManager getTrustManager() {
      return null;
    }

    @Override
    public URI getEndpoint() {
      return given.getEndpoint();
    }

    @Override
    public String getContentType() {
      return given.getContentType();
    }

    @Override
    public @Nullable Compressor getCompressor() {
      return given.getCompressor();
    }

    @Override
    public Duration getTimeout() {
      return given.getTimeout();
    }

    @Override
    public Duration getConnectTimeout() {
      return given.getConnectTimeout();
    }

    @Override
    public Supplier<Map<String, List<String>>> getHeadersSupplier() {
      return given.getHeadersSupplier();
    }

    @Override
    public @Nullable ProxyOptions getProxyOptions() {
      return given.getProxyOptions();
    }

    @Override
    public @Nullable RetryPolicy getRetryPolicy() {
      return given.getRetryPolicy();
    }

    @Override
    public @Nullable ExecutorService getExecutorService() {
      return given.getExecutorService();
    }

    @Override
    public long getMaxResponseBodySize() {
      return given.getMaxResponseBodySize();
    }
  }
}
