package spanglue.cli.upload;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.Part;
import spanglue.cli.process.LocalException;

/** Sends a file's parts, some beside one another; those that are there are left out. */
final class PartsUpload {
  /** As many parts of the file are in memory, too. */
  private static final int AT_ONCE = 4;

  private final S3Client s3;
  private final SourceFile file;
  private final OpenUpload open;
  private final UploadListener listener;
  private final Sent sent;

  PartsUpload(S3Client s3, SourceFile file, OpenUpload open, UploadListener listener) {
    this.s3 = s3;
    this.file = file;
    this.open = open;
    this.listener = listener;
    this.sent = new Sent(listener);
  }

  /** All of them, in order; the first that fails ends the others. */
  List<CompletedPart> send(List<Parts.Part> parts) {
    List<CompletedPart> completed = new ArrayList<>();
    List<Parts.Part> missing = new ArrayList<>();
    long there = 0;
    for (Parts.Part part : parts) {
      CompletedPart found = found(part);
      if (found == null) {
        missing.add(part);
      } else {
        completed.add(found);
        sent.upTo(part.number(), part.length());
        there += part.length();
      }
    }
    if (there > 0) {
      listener.resumed(there);
    }
    completed.addAll(sendAll(missing));
    return completed.stream()
        .sorted((a, b) -> Integer.compare(a.partNumber(), b.partNumber()))
        .toList();
  }

  private @Nullable CompletedPart found(Parts.Part part) {
    Part there = open.part(part.number());
    if (there == null || there.size() != part.length()) {
      return null;
    }
    byte[] bytes = file.read(part.offset(), part.length());
    return Checksum.isOf(bytes, there.checksumSHA256(), there.eTag())
        ? completed(part.number(), there.eTag(), bytes)
        : null;
  }

  private List<CompletedPart> sendAll(List<Parts.Part> parts) {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, PartsUpload::thread);
    try {
      var pending = new ExecutorCompletionService<CompletedPart>(threads);
      parts.forEach(part -> pending.submit(() -> send(part)));
      List<CompletedPart> done = new ArrayList<>();
      for (int i = 0; i < parts.size(); i++) {
        done.add(result(pending.take()));
      }
      return done;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalException("interrupted during the upload of " + file.path(), e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static CompletedPart result(Future<CompletedPart> part) throws InterruptedException {
    try {
      return part.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new CancellationException(String.valueOf(e.getCause()));
    }
  }

  private CompletedPart send(Parts.Part part) {
    byte[] bytes = file.read(part.offset(), part.length());
    file.requireUnchanged();
    String eTag =
        s3.uploadPart(
                request ->
                    request
                        .bucket(open.bucket())
                        .key(open.key())
                        .uploadId(open.id())
                        .partNumber(part.number())
                        .checksumSHA256(Checksum.sha256(bytes)),
                sent.body(part.number(), bytes))
            .eTag();
    return completed(part.number(), eTag, bytes);
  }

  private static CompletedPart completed(int number, String eTag, byte[] bytes) {
    return CompletedPart.builder()
        .partNumber(number)
        .eTag(eTag)
        .checksumSHA256(Checksum.sha256(bytes))
        .build();
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "upload");
    thread.setDaemon(true);
    return thread;
  }
}
