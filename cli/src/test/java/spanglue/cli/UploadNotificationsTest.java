package spanglue.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spanglue.cli.aws.ObjectCreated;
import spanglue.cli.aws.ObjectStore;
import spanglue.cli.process.LocalException;
import spanglue.cli.process.LoopbackServer;
import spanglue.cli.telemetry.OtlpReceiver;
import spanglue.cli.upload.ObjectUpload;
import spanglue.tracing.TraceHeader;

/** Real uploads to the real store; what it tells comes twice, late, in another order or never. */
class UploadNotificationsTest {
  /** Eight files of one call, some of one content, some of one name. */
  private static final List<String> FILES =
      List.of(
          "a-two-members.csv.gz",
          "b-tar.csv.gz",
          "c-gzip-named.csv",
          "d-truncated.csv.gz",
          "other/a-two-members.csv.gz",
          "f-zeros-behind.csv.gz",
          "g plain named+1.csv.gz",
          "h-zip-named.csv");

  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir private Path out;
  @TempDir private Path files;
  private final List<String> told = new ArrayList<>();
  private final OtlpReceiver otlp = new OtlpReceiver(spans -> {}, metrics -> {});
  private final LoopbackServer server = LoopbackServer.start(Map.of("/v1/traces", otlp::traces));
  private UploadNotifications notifications = new UploadNotifications(told::add, LONG);
  private Consumer<ObjectCreated> hook = created -> notifications.add(created);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void eachFileHasItsOwnNotificationWhereAllComeTwice() throws IOException {
    hook =
        created -> {
          notifications.add(created);
          notifications.add(created);
        };

    assertThat(keysOf(FILES)).isEqualTo(keysInOrder());
    assertThat(told)
        .doesNotHaveDuplicates()
        .contains("a late or repeated notification of input/b-tar.csv.gz starts no run");
  }

  /** Each repeat comes with a later upload, and before that upload's own. */
  @Test
  void eachFileHasItsOwnNotificationWhereRepeatsComeLate() throws IOException {
    Deque<ObjectCreated> late = new ArrayDeque<>();
    hook =
        created -> {
          late.descendingIterator().forEachRemaining(notifications::add);
          notifications.add(created);
          late.add(created);
        };

    assertThat(keysOf(FILES)).isEqualTo(keysInOrder());
    assertThat(told).hasSize(FILES.size() - 1).doesNotHaveDuplicates();
  }

  @Test
  void aNotificationThatComesAfterTheUploadHasEndedIsWaitedFor() throws Exception {
    CountDownLatch uploaded = new CountDownLatch(1);
    hook =
        created ->
            new Thread(
                    () -> {
                      awaitUninterruptibly(uploaded);
                      notifications.add(created);
                    })
                .start();
    try (ObjectStore store = ObjectStore.start(out, hook);
        Uploader uploader = new Uploader(store, server.uri(), notifications::handOver)) {
      ObjectUpload.Uploaded put =
          uploader.upload(file("late.csv"), "input/late.csv", TraceHeader.newRoot());
      uploaded.countDown();

      assertThat(notifications.await(put).key()).isEqualTo("input/late.csv");
    }
  }

  @Test
  void theSameKeyWithOtherBytesIsAnotherUpload() {
    notifications.add(created("input/a.csv", "old"));
    notifications.add(created("input/b.csv", "new"));
    notifications.add(created("input/a.csv", "new"));

    assertThat(
            notifications
                .await(new ObjectUpload.Uploaded("bucket", "input/a.csv", "new", ""))
                .eTag())
        .isEqualTo("new");
    assertThat(told).hasSize(2);
  }

  /** However many others come meanwhile. */
  @Test
  void aNotificationThatNeverComesIsAnErrorThatNamesItsFile() {
    notifications = new UploadNotifications(told::add, Duration.ofMillis(50));
    hook = created -> {};

    assertThatThrownBy(() -> keysOf(List.of("lost.csv")))
        .isInstanceOf(LocalException.class)
        .hasMessageMatching(
            "the bucket sent no notification of input/lost.csv with etag [0-9a-f]{32} within .*");
  }

  @Test
  void aHeaderIsHandedOnOnceAndToItsOwnKey() {
    TraceHeader header = TraceHeader.newRoot();
    notifications.handOver("input/a.csv", header);

    assertThat(notifications.headerOf("input/b.csv")).isNotEqualTo(header);
    assertThat(notifications.headerOf("input/a.csv")).isEqualTo(header);
    assertThat(notifications.headerOf("input/a.csv")).isNotEqualTo(header);
  }

  private List<String> keysOf(List<String> names) throws IOException {
    List<String> keys = new ArrayList<>();
    try (ObjectStore store = ObjectStore.start(out, created -> hook.accept(created));
        Uploader uploader = new Uploader(store, server.uri(), notifications::handOver)) {
      FileUpload upload = new FileUpload(out, uploader, notifications);
      for (String name : names) {
        TraceHeader root = TraceHeader.newRoot();
        String key = upload.upload(file(name), root).key();
        assertThat(notifications.headerOf(key).traceId()).isEqualTo(root.traceId());
        keys.add(key);
      }
    }
    return keys;
  }

  private static List<String> keysInOrder() {
    return FILES.stream().map(name -> "input/" + name.replace("other/", "2/")).toList();
  }

  private Path file(String name) throws IOException {
    Path file = files.resolve(name);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    // Some files are of one content, so that the etag alone tells them not apart.
    return Files.writeString(file, name.startsWith("other/") ? "others" : "id\n1\n");
  }

  private static ObjectCreated created(String key, String eTag) {
    return new ObjectCreated("Put", "bucket", key, 5, eTag, Instant.EPOCH);
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
