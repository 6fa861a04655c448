package spanglue.tracing.internal.aws;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keys that sign for an identity of AWS. They are in no text that this makes.
 *
 * @param sessionToken null for keys that last
 */
public record AwsCredentials(
    String accessKeyId, String secretAccessKey, @Nullable String sessionToken) {

  /** Those of the variables that AWS's tools read; null where they are not all there. */
  static @Nullable AwsCredentials of(Map<String, String> environment) {
    String id = environment.getOrDefault("AWS_ACCESS_KEY_ID", "").strip();
    String secret = environment.getOrDefault("AWS_SECRET_ACCESS_KEY", "").strip();
    String token = environment.getOrDefault("AWS_SESSION_TOKEN", "").strip();
    return id.isEmpty() || secret.isEmpty()
        ? null
        : new AwsCredentials(id, secret, token.isEmpty() ? null : token);
  }

  @Override
  public String toString() {
    return "AwsCredentials(***)";
  }
}
