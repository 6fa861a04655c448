package spanglue.tracing.internal.export;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.internal.export.SpanDelivery.ExportResult;

/**
 * Sends spans to the X-Ray daemon that Lambda runs beside a function: a datagram holds a header
 * line, a mark that says "OTLP, sampled", and the request in Base64. The daemon never answers.
 */
public final class XRayDaemonDelivery implements SpanDelivery {
  private static final String HEADER = "{\"format\":\"json\",\"version\":1}\n";

  private static final Pattern HOST_AND_PORT = Pattern.compile("([^:\\s]+):([0-9]{1,5})");

  /** Of spans that are to be kept; {@code T1U} would mark the others, which end here. */
  private static final String SAMPLED = "T1S";

  /** 64 KB less the headers of IP and UDP. */
  private static final int DATAGRAM_BYTES = 65_507;

  /** What is left for a request once its Base64 and the header are in the datagram. */
  public static final int REQUEST_BYTES =
      (DATAGRAM_BYTES - HEADER.length() - SAMPLED.length()) / 4 * 3;

  private static final RequestLimits LIMITS =
      new RequestLimits(Integer.MAX_VALUE, REQUEST_BYTES, span -> OtlpProtobuf.size(List.of(span)));

  private final SocketAddress daemon;
  private @Nullable DatagramSocket socket;

  /**
   * @param address as {@code AWS_XRAY_DAEMON_ADDRESS} has it: {@code host:port}, or {@code
   *     tcp:host:port udp:host:port}
   * @throws IllegalArgumentException where it is neither
   */
  public XRayDaemonDelivery(String address) {
    InetSocketAddress parsed = parse(address);
    if (parsed.isUnresolved()) {
      throw new IllegalArgumentException("its host is not known");
    }
    daemon = parsed;
  }

  public static InetSocketAddress parse(String address) {
    String place = address.strip();
    for (String part : place.split("\\s+", -1)) {
      if (part.startsWith("udp:")) {
        place = part.substring("udp:".length());
      }
    }
    Matcher hostAndPort = HOST_AND_PORT.matcher(place);
    if (!hostAndPort.matches()) {
      throw new IllegalArgumentException("it is neither host:port nor tcp:host:port udp:host:port");
    }
    return new InetSocketAddress(hostAndPort.group(1), Integer.parseInt(hostAndPort.group(2)));
  }

  /** By the requests of single spans; in one request the spans share their resource. */
  @Override
  public RequestLimits limits() {
    return LIMITS;
  }

  @Override
  public ExportResult send(List<SpanData> spans, Duration atMost) {
    if (OtlpProtobuf.size(spans) > REQUEST_BYTES) {
      return new ExportResult("too_large", false, "a span does not fit a datagram");
    }
    try {
      if (socket == null) {
        socket = new DatagramSocket();
      }
      byte[] datagram = datagram(spans);
      socket.send(new DatagramPacket(datagram, datagram.length, daemon));
      return ExportResult.SENT;
    } catch (IOException e) {
      // A network that does not take a datagram to its own machine won't take it a moment later.
      return new ExportResult("unreachable", false, e.toString());
    }
  }

  @Override
  public void close() {
    if (socket != null) {
      socket.close();
    }
  }

  private static byte[] datagram(List<SpanData> spans) {
    String request = Base64.getEncoder().encodeToString(OtlpProtobuf.traces(spans));
    return (HEADER + SAMPLED + request).getBytes(US_ASCII);
  }
}
