package spanglue.cli;

import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import spanglue.cli.aws.ObjectCreated;
import spanglue.cli.process.LocalException;
import spanglue.tracing.TraceHeader;

/**
 * The bucket's notifications, in order, and beside them the trace headers that uploaders hand on by
 * the object's key: S3 itself carries none.
 */
final class UploadNotifications {
  private static final long LIMIT_SECONDS = 30;

  private final BlockingQueue<ObjectCreated> created = new LinkedBlockingQueue<>();
  private final Map<String, TraceHeader> headers = new ConcurrentHashMap<>();

  /** Hands a header on, before the object is there. */
  void handOver(String key, TraceHeader header) {
    headers.put(key, header);
  }

  /** An object has come into the bucket. */
  void add(ObjectCreated object) {
    created.add(object);
  }

  /**
   * Waits for the next notification.
   *
   * @param key what it is to be of, for the message
   * @throws LocalException where there is none within 30 s
   */
  ObjectCreated await(String key) {
    try {
      @Nullable ObjectCreated next = created.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
      if (next == null) {
        throw new LocalException("the bucket sent no notification of " + key);
      }
      return next;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalException("interrupted during the upload of " + key, e);
    }
  }

  /** The header that an object's uploader handed on; a new trace where it gave none. */
  TraceHeader headerOf(String key) {
    TraceHeader header = headers.remove(key);
    return header == null ? TraceHeader.newRoot() : header;
  }
}
