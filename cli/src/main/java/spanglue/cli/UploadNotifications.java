package spanglue.cli;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import spanglue.cli.aws.ObjectCreated;
import spanglue.cli.process.LocalException;
import spanglue.cli.upload.ObjectUpload;
import spanglue.tracing.TraceHeader;

/**
 * The bucket's notifications, and beside them the trace headers that uploaders hand on by the
 * object's key: S3 itself carries none. As from S3, a notification may come late, more than once,
 * or in another order than the uploads: the SDK, for one, sends a PUT again whose answer was lost.
 */
final class UploadNotifications {
  static final Duration LIMIT = Duration.ofSeconds(30);

  private final BlockingQueue<ObjectCreated> created = new LinkedBlockingQueue<>();
  private final Map<String, TraceHeader> headers = new ConcurrentHashMap<>();
  private final Set<String> told = new HashSet<>();
  private final Consumer<String> tell;
  private final Duration limit;

  /**
   * None yet.
   *
   * @param tell is told once of each key that has notifications left aside
   * @param limit how long one is waited for
   */
  UploadNotifications(Consumer<String> tell, Duration limit) {
    this.tell = tell;
    this.limit = limit;
  }

  /** Hands a header on, before the object is there. */
  void handOver(String key, TraceHeader header) {
    headers.put(key, header);
  }

  /** An object has come into the bucket. */
  void add(ObjectCreated object) {
    created.add(object);
  }

  /** Leaves aside what came so far: no upload waits for it. */
  void leaveAside() {
    for (ObjectCreated late = created.poll(); late != null; late = created.poll()) {
      leaveAside(late);
    }
  }

  /**
   * Waits for the notification of an upload; others are left aside.
   *
   * @throws LocalException where there is none in time
   */
  ObjectCreated await(ObjectUpload.Uploaded upload) {
    long end = System.nanoTime() + limit.toNanos();
    try {
      while (true) {
        @Nullable ObjectCreated next = created.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (next == null) {
          throw new LocalException(
              "the bucket sent no notification of %s with etag %s within %d s"
                  .formatted(upload.key(), upload.eTag(), limit.toSeconds()));
        }
        if (next.key().equals(upload.key()) && next.eTag().equals(upload.eTag())) {
          return next;
        }
        leaveAside(next);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalException("interrupted during the upload of " + upload.key(), e);
    }
  }

  /** The header that an object's uploader handed on; a new trace where it gave none. */
  TraceHeader headerOf(String key) {
    TraceHeader header = headers.remove(key);
    return header == null ? TraceHeader.newRoot() : header;
  }

  private void leaveAside(ObjectCreated late) {
    if (told.add(late.key())) {
      tell.accept("a late or repeated notification of " + late.key() + " starts no run");
    }
  }
}
