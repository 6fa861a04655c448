package spanglue.cli.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import spanglue.cli.process.Json;

/** OTLP messages in OTLP's JSON: protobuf's, but for hex identifiers and enums as numbers. */
public final class OtlpJson {
  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer().printingEnumsAsInts().omittingInsignificantWhitespace();

  /** The fields of bytes that OTLP writes in hex, in spans and links. */
  private static final List<String> IDS = List.of("traceId", "spanId", "parentSpanId");

  private OtlpJson() {}

  /** On one line. */
  public static String of(MessageOrBuilder message) {
    try {
      JsonNode json = Json.read(PRINTER.print(message));
      idsToHex(json);
      return Json.write(json);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("this OTLP message has no JSON: " + e.getMessage(), e);
    }
  }

  private static void idsToHex(JsonNode json) {
    if (json instanceof ObjectNode object) {
      for (String id : IDS) {
        if (object.path(id).isTextual()) {
          byte[] bytes = Base64.getDecoder().decode(object.path(id).textValue());
          object.put(id, HexFormat.of().formatHex(bytes));
        }
      }
    }
    json.forEach(OtlpJson::idsToHex);
  }
}
