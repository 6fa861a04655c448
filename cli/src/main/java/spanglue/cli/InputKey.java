package spanglue.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import spanglue.cli.aws.ObjectStore;
import spanglue.cli.process.LocalException;

/**
 * Which key a file gets: {@code input/<name>}, or where another file of that name has it, {@code
 * input/<n>/<name>}. So no upload changes the input of an earlier run, or of one beside it.
 */
final class InputKey {
  /** Puts the file; its key is free until then. */
  interface Upload<T> {
    T as(String key);
  }

  private InputKey() {}

  /**
   * Chooses the key and uploads, with no other process choosing meanwhile.
   *
   * @param out the folder that holds the bucket
   * @return what the upload returned
   * @throws LocalException where {@code out} or {@code file} cannot be read
   */
  static <T> T upload(Path out, Path file, Upload<T> upload) {
    Path lock = out.resolve(".upload.lock");
    try (FileChannel channel =
        FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      FileLock unused = channel.lock();
      return upload.as(choose(out.resolve(ObjectStore.BUCKET), file));
    } catch (IOException e) {
      throw new LocalException(file + " cannot be put under " + out + ": " + e, e);
    }
  }

  private static String choose(Path bucket, Path file) throws IOException {
    String name = file.getFileName().toString();
    for (int n = 1; ; n++) {
      String key = n == 1 ? "input/" + name : "input/" + n + "/" + name;
      Path there = bucket.resolve(key);
      if (!Files.exists(there) || (Files.isRegularFile(there) && same(there, file))) {
        return key;
      }
    }
  }

  private static boolean same(Path there, Path file) throws IOException {
    return Files.mismatch(there, file) == -1;
  }
}
