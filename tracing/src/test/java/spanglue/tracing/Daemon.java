package spanglue.tracing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Base64;

/** The X-Ray daemon's socket, on a free port of the loopback interface. */
public final class Daemon implements AutoCloseable {
  private static final String BEGINNING = "{\"format\":\"json\",\"version\":1}\nT1S";

  private final DatagramSocket socket;

  public Daemon() {
    try {
      socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      socket.setReceiveBufferSize(1 << 20);
      socket.setSoTimeout((int) Duration.ofSeconds(5).toMillis());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As {@code AWS_XRAY_DAEMON_ADDRESS} has it. */
  public String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  /** The next datagram; fails after 5 s without one. */
  public ExportTraceServiceRequest next() {
    try {
      DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
      socket.receive(packet);
      String text = new String(packet.getData(), 0, packet.getLength(), US_ASCII);
      if (!text.startsWith(BEGINNING)) {
        throw new AssertionError("not what the daemon understands: " + text);
      }
      byte[] request = Base64.getDecoder().decode(text.substring(BEGINNING.length()));
      return ExportTraceServiceRequest.parseFrom(request);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
