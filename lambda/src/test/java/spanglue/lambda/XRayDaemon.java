package spanglue.lambda;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Base64;

/** Stands for the X-Ray daemon beside the function, on a free port of the loopback interface. */
final class XRayDaemon implements AutoCloseable {
  private static final int BYTES = 65_536;
  private static final String BEGINNING = "{\"format\":\"json\",\"version\":1}\nT1S";

  private final DatagramSocket socket;

  XRayDaemon() {
    try {
      socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      socket.setSoTimeout(10_000);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As {@code AWS_XRAY_DAEMON_ADDRESS} has it. */
  String address() {
    return "tcp:127.0.0.1:1 udp:127.0.0.1:" + socket.getLocalPort();
  }

  /** The request in the next datagram; names in it can be read. */
  String next() {
    try {
      var packet = new DatagramPacket(new byte[BYTES], BYTES);
      socket.receive(packet);
      String text = new String(packet.getData(), 0, packet.getLength(), ISO_8859_1);
      if (!text.startsWith(BEGINNING)) {
        throw new AssertionError("not what the daemon understands: " + text);
      }
      byte[] request = Base64.getDecoder().decode(text.substring(BEGINNING.length()));
      return new String(request, ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
