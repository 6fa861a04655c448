package spanglue.stack.collector;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import software.amazon.awscdk.services.ecs.Secret;
import software.amazon.awscdk.services.ssm.StringParameter;
import software.constructs.Construct;

/**
 * Variables of a container, kept as SSM parameters. ECS reads them when a task starts and never
 * again, so their names carry a hash of their content: a changed value makes a new task definition.
 *
 * @param path begins the parameters' names
 */
record TaskParameters(Construct scope, String path) {
  /** What a standard parameter holds. */
  static final int MOST_BYTES = 4096;

  /**
   * @throws IllegalArgumentException where the value is longer than a parameter holds
   */
  Secret secret(String id, String value) {
    return secret(id, value, value);
  }

  /** As above, for a value that is known only when it is deployed. */
  Secret secret(String id, String value, String hashed) {
    int bytes = value.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MOST_BYTES) {
      throw new IllegalArgumentException(
          "the collector's "
              + id
              + " has "
              + bytes
              + " bytes; an SSM parameter holds "
              + MOST_BYTES
              + ": shorten it");
    }
    String name = path + "/" + id.toLowerCase(Locale.ROOT) + "-" + hash(hashed);
    return Secret.fromSsmParameter(
        StringParameter.Builder.create(scope, id).parameterName(name).stringValue(value).build());
  }

  /** Begins the value's SHA-256, in hexadecimal digits. */
  private static String hash(String content) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256, this one does not", e);
    }
  }
}
