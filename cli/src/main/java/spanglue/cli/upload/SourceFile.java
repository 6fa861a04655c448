package spanglue.cli.upload;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import spanglue.cli.process.ExitStatus;
import spanglue.cli.process.LocalException;

/**
 * A file as it was when the upload began.
 *
 * @param size bytes
 */
public record SourceFile(Path path, long size, FileTime modified) {
  /**
   * Looks at it.
   *
   * @throws LocalException where it cannot be read
   */
  public static SourceFile of(Path path) {
    try {
      BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
      return new SourceFile(path, found.size(), found.lastModifiedTime());
    } catch (IOException e) {
      throw new LocalException(path + " cannot be read: " + e, e);
    }
  }

  /** Bytes from {@code offset} on; the file has them all, or has changed. */
  byte[] read(long offset, int length) {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    try (FileChannel channel = FileChannel.open(path)) {
      while (bytes.hasRemaining()) {
        if (channel.read(bytes, offset + bytes.position()) < 0) {
          throw changed("it ends at " + (offset + bytes.position()) + " bytes");
        }
      }
    } catch (IOException e) {
      throw new LocalException(path + " cannot be read: " + e, e);
    }
    return bytes.array();
  }

  /**
   * Holds that it is what it was.
   *
   * @throws LocalException where it is not
   */
  void requireUnchanged() {
    SourceFile now = of(path);
    if (now.size != size) {
      throw changed("it has " + now.size + " bytes");
    }
    if (!now.modified.equals(modified)) {
      throw changed("it was written at " + now.modified);
    }
  }

  private LocalException changed(String how) {
    return new LocalException(
        ExitStatus.CHANGED,
        path
            + " changed during its upload: it had "
            + size
            + " bytes of "
            + modified
            + ", now "
            + how
            + "; no run was started, upload it again when nothing writes to it");
  }
}
