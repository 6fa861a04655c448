package spanglue.cli.upload;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What S3 checks a part by, and what tells whether a part that is there is the file's. */
final class Checksum {
  private Checksum() {}

  /** As S3 takes it: SHA-256 in Base64. */
  static String sha256(byte[] bytes) {
    return Base64.getEncoder().encodeToString(digest("SHA-256", bytes));
  }

  /**
   * Whether a part that a bucket has is of these bytes.
   *
   * @param sha256 in Base64; null where the bucket tells none
   * @param eTag MD5 in hex where the bucket tells no SHA-256, and does not encrypt by a key
   */
  static boolean isOf(byte[] bytes, @Nullable String sha256, @Nullable String eTag) {
    if (sha256 != null) {
      return sha256.equals(sha256(bytes));
    }
    String md5 = HexFormat.of().formatHex(digest("MD5", bytes));
    return eTag != null && eTag.replace("\"", "").equals(md5);
  }

  private static byte[] digest(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }
}
