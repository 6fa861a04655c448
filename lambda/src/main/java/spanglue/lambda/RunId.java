package spanglue.lambda;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The name of a run and of its execution: the same for the same write of the same object, so that
 * an event which S3 delivers twice starts one execution, and different for any two uploads.
 */
final class RunId {
  private static final int SLUG_LENGTH = 32;
  private static final int HASH_BYTES = 16;

  private RunId() {}

  /** {@code <slug of the file's name>-<32 hex digits>}: at most 65 of {@code [a-z0-9-]}. */
  static String of(Upload upload) {
    String identity =
        String.join("\n", upload.bucket(), upload.key(), upload.version(), upload.sequencer());
    byte[] hash = sha256().digest(identity.getBytes(StandardCharsets.UTF_8));
    return slug(upload.fileName()) + "-" + HexFormat.of().formatHex(hash, 0, HASH_BYTES);
  }

  private static String slug(String fileName) {
    String slug =
        FileType.withoutExtension(fileName)
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceFirst("^-", "");
    String cut = slug.substring(0, Math.min(slug.length(), SLUG_LENGTH)).replaceFirst("-$", "");
    return cut.isEmpty() ? "upload" : cut;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256, this one does not", e);
    }
  }
}
