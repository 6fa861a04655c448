package spanglue.glue;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An OTLP/HTTP receiver that keeps the spans that it is sent. Reads the few fields that tests ask
 * for by their numbers in OpenTelemetry's {@code trace.proto}.
 */
final class SpanReceiver implements AutoCloseable {
  private static final int ERROR = 2;

  /** A span; {@code attributes} holds texts, whole numbers and booleans. */
  record Received(
      String id,
      String parent,
      String name,
      boolean failed,
      Map<String, Object> attributes,
      List<Map<String, Object>> events) {}

  private final List<Received> spans = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  SpanReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/traces",
        exchange -> {
          try (exchange) {
            receive(exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(200, -1);
          }
        });
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** All spans so far. */
  List<Received> spans() {
    return spans;
  }

  Received span(String name) {
    List<Received> found = spans.stream().filter(span -> span.name().equals(name)).toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " spans '" + name + "' among " + spans);
    }
    return found.get(0);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void receive(byte[] request) throws InvalidProtocolBufferException {
    for (UnknownFieldSet resource : messages(UnknownFieldSet.parseFrom(request), 1)) {
      for (UnknownFieldSet scope : messages(resource, 2)) {
        for (UnknownFieldSet span : messages(scope, 2)) {
          spans.add(span(span));
        }
      }
    }
  }

  private static Received span(UnknownFieldSet span) throws InvalidProtocolBufferException {
    List<Map<String, Object>> events = new ArrayList<>();
    for (UnknownFieldSet event : messages(span, 11)) {
      events.add(attributes(event, 3));
    }
    boolean failed =
        messages(span, 15).stream()
            .anyMatch(status -> status.getField(3).getVarintList().contains((long) ERROR));
    return new Received(
        hex(span, 2), hex(span, 4), text(span, 5), failed, attributes(span, 9), events);
  }

  private static Map<String, Object> attributes(UnknownFieldSet owner, int field)
      throws InvalidProtocolBufferException {
    Map<String, Object> attributes = new LinkedHashMap<>();
    for (UnknownFieldSet pair : messages(owner, field)) {
      UnknownFieldSet value = messages(pair, 2).get(0);
      if (value.hasField(1)) {
        attributes.put(text(pair, 1), text(value, 1));
      } else if (value.hasField(2)) {
        attributes.put(text(pair, 1), value.getField(2).getVarintList().get(0) == 1);
      } else if (value.hasField(3)) {
        attributes.put(text(pair, 1), value.getField(3).getVarintList().get(0));
      }
    }
    return attributes;
  }

  private static List<UnknownFieldSet> messages(UnknownFieldSet owner, int field)
      throws InvalidProtocolBufferException {
    List<UnknownFieldSet> messages = new ArrayList<>();
    for (var bytes : owner.getField(field).getLengthDelimitedList()) {
      messages.add(UnknownFieldSet.parseFrom(bytes));
    }
    return messages;
  }

  private static String text(UnknownFieldSet owner, int field) {
    return owner.getField(field).getLengthDelimitedList().get(0).toStringUtf8();
  }

  private static String hex(UnknownFieldSet owner, int field) {
    return owner.getField(field).getLengthDelimitedList().stream()
        .map(bytes -> HexFormat.of().formatHex(bytes.toByteArray()))
        .findFirst()
        .orElse("");
  }
}
