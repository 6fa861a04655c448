package spanglue.cli.aws;

import com.google.protobuf.ByteString;
import java.net.URI;
import java.util.Map;
import spanglue.cli.process.LoopbackServer.Request;

/** Requests as the server hands them on. */
final class Requests {
  private Requests() {}

  static Request post(String path, String body) {
    ByteString bytes = ByteString.copyFromUtf8(body);
    return new Request(URI.create(path), Map.of(), bytes, bytes);
  }
}
