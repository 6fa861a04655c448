package spanglue.cli.upload;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * How much of a file has been sent. A part that is sent again counts from its beginning: the SDK
 * opens the body once more.
 */
final class Sent {
  private final UploadListener listener;
  private final ConcurrentHashMap<Integer, Long> byPart = new ConcurrentHashMap<>();
  private final LongAdder total = new LongAdder();

  Sent(UploadListener listener) {
    this.listener = listener;
  }

  /** The part is there up to {@code bytes}. */
  void upTo(int part, long bytes) {
    byPart.compute(
        part,
        (number, before) -> {
          total.add(bytes - (before == null ? 0 : before));
          return bytes;
        });
    listener.sent(total.sum());
  }

  /** A body whose reading is counted. */
  RequestBody body(int part, byte[] bytes) {
    return RequestBody.fromContentProvider(
        () -> new Counted(part, bytes), bytes.length, "application/octet-stream");
  }

  private final class Counted extends InputStream {
    private final int part;
    private final ByteArrayInputStream in;
    private final int length;

    Counted(int part, byte[] bytes) {
      this.part = part;
      this.in = new ByteArrayInputStream(bytes);
      this.length = bytes.length;
    }

    @Override
    public int read() {
      int next = in.read();
      upTo(part, length - in.available());
      return next;
    }

    @Override
    public int read(byte[] into, int offset, int most) throws IOException {
      int read = in.read(into, offset, Math.min(most, 64 * 1024));
      upTo(part, length - in.available());
      return read;
    }
  }
}
