package spanglue.glue.read;

import java.io.Serializable;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FileStatus;
import org.jspecify.annotations.Nullable;

/**
 * Which of the contents that a file's name has had is meant.
 *
 * @param etag S3's opaque text, without quotes; empty where it is not known, or the file is not in
 *     S3
 * @param bytes the file's size as it is stored; negative where it is not known
 * @param versionId in a bucket that keeps versions; else empty. It is told, and not compared
 */
public record FileVersion(String etag, long bytes, String versionId) implements Serializable {
  /** Whatever is there. */
  public static final FileVersion ANY = new FileVersion("", -1, "");

  /** What is there. */
  static FileVersion of(FileStatus status) {
    @Nullable String etag = status instanceof EtagSource source ? source.getEtag() : null;
    return new FileVersion(etag == null ? "" : etag.replace("\"", ""), status.getLen(), "");
  }

  /** Whether another is the same in all that is known of both. */
  boolean matches(FileVersion other) {
    boolean sameEtag = etag.isEmpty() || other.etag.isEmpty() || etag.equals(other.etag);
    return sameEtag && (bytes < 0 || other.bytes < 0 || bytes == other.bytes);
  }

  /** This one, with what only the other knows. */
  FileVersion orElse(FileVersion other) {
    return new FileVersion(
        etag.isEmpty() ? other.etag : etag, bytes < 0 ? other.bytes : bytes, versionId);
  }

  /** Such as {@code etag 0a1b (1024 bytes)}. */
  @Override
  public String toString() {
    String name = etag.isEmpty() ? "an object" : "etag " + etag;
    return bytes < 0 ? name : name + " (" + bytes + " bytes)";
  }
}
