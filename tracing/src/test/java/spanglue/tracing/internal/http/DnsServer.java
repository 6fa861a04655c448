package spanglue.tracing.internal.http;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A DNS server on a free port of the loopback interface. Knows the addresses that it is told. */
public final class DnsServer implements AutoCloseable {
  private static final int A = 1;
  private static final int AAAA = 28;

  private final DatagramSocket socket;
  private final Map<String, List<String>> addresses = new ConcurrentHashMap<>();
  private final AtomicInteger queries = new AtomicInteger();
  private final AtomicReference<Runnable> afterNext = new AtomicReference<>(() -> {});

  public DnsServer() {
    try {
      socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread = new Thread(this::serve, "dns");
    thread.setDaemon(true);
    thread.start();
  }

  /** From now on {@code host} has these addresses. */
  public DnsServer knowing(String host, String... now) {
    addresses.put(host, List.of(now));
    return this;
  }

  /** Does {@code action} when the next query is answered. */
  public void afterNextQuery(Runnable action) {
    afterNext.set(action);
  }

  /** As JNDI's provider for the DNS takes it. */
  public String url() {
    return "dns://127.0.0.1:" + socket.getLocalPort();
  }

  public int queries() {
    return queries.get();
  }

  private void serve() {
    byte[] buffer = new byte[512];
    while (!socket.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        queries.incrementAndGet();
        byte[] answer = answer(ByteBuffer.wrap(buffer, 0, packet.getLength()));
        afterNext.getAndSet(() -> {}).run();
        socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private byte[] answer(ByteBuffer query) throws IOException {
    int id = query.getShort(0);
    query.position(12);
    StringJoiner host = new StringJoiner(".");
    for (int length = query.get(); length > 0; length = query.get()) {
      byte[] label = new byte[length];
      query.get(label);
      host.add(new String(label, java.nio.charset.StandardCharsets.US_ASCII));
    }
    int type = query.getShort();
    byte[] question = new byte[query.position() + 2 - 12];
    query.position(12).get(question);

    List<String> known = addresses.get(host.toString());
    List<InetAddress> records =
        known == null ? List.of() : known.stream().map(DnsServer::literal).toList();
    records = records.stream().filter(r -> r.getAddress().length == bytes(type)).toList();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeShort(id);
    out.writeShort(known == null ? 0x8183 : 0x8180); // No such name, or all is well.
    out.writeShort(1);
    out.writeShort(records.size());
    out.writeInt(0);
    out.write(question);
    for (InetAddress record : records) {
      out.writeShort(0xC00C); // The name of the question.
      out.writeShort(type);
      out.writeShort(1);
      out.writeInt(60);
      out.writeShort(record.getAddress().length);
      out.write(record.getAddress());
    }
    return bytes.toByteArray();
  }

  private static int bytes(int type) {
    return switch (type) {
      case A -> 4;
      case AAAA -> 16;
      default -> 0;
    };
  }

  private static InetAddress literal(String address) {
    try {
      return InetAddress.getByName(address);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
