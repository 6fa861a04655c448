package spanglue.tracing.internal.export;

import io.opentelemetry.sdk.metrics.data.MetricData;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import spanglue.tracing.internal.export.SpanDelivery.ExportResult;
import spanglue.tracing.internal.http.DnsResolver;
import spanglue.tracing.internal.http.Endpoint;

/** One way of sending metrics away. */
public interface MetricsDelivery {
  /** {@code metrics} in requests that the receiver takes. */
  List<byte[]> requests(List<MetricData> metrics);

  /**
   * Sends one of them within {@code atMost}, and to nobody else once it may have been taken: what
   * arrives twice counts twice.
   */
  ExportResult sendAtMostOnce(byte[] request, Duration atMost);

  /**
   * Where a job's metrics go.
   *
   * @param name as a reader of the log knows it
   * @param delivery makes what sends there; throws {@link IllegalArgumentException} where the
   *     address is wrong
   */
  record Receiver(String name, Supplier<MetricsDelivery> delivery) {
    /** One of OTLP over HTTP; {@code /v1/metrics} is added to the base URL. */
    public static Receiver otlp(OtlpEndpoint endpoint) {
      return new Receiver(endpoint.toString(), () -> new Otlp(endpoint));
    }

    /** CloudWatch itself. */
    public static Receiver cloudWatch(Endpoint endpoint) {
      return new Receiver(endpoint.name(), () -> new CloudWatchMetrics(endpoint));
    }
  }

  /** OTLP in protobuf, all in one request. */
  final class Otlp implements MetricsDelivery {
    private final FailoverExporter exporter;

    Otlp(OtlpEndpoint endpoint) {
      exporter =
          new FailoverExporter(endpoint, "/v1/metrics", MetricsSender.CONNECT, new DnsResolver());
    }

    @Override
    public List<byte[]> requests(List<MetricData> metrics) {
      return List.of(OtlpProtobuf.metrics(metrics));
    }

    @Override
    public ExportResult sendAtMostOnce(byte[] request, Duration atMost) {
      return exporter.sendAtMostOnce(request, atMost);
    }
  }
}
