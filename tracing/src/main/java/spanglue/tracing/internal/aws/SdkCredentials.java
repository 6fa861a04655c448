package spanglue.tracing.internal.aws;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/**
 * The credentials that the AWS SDK for Java 2 finds. The one class that uses the SDK, which is not
 * ours to bring: Glue has it, and so has a Spark that reads S3. Loading this class is what fails
 * where it is not there.
 */
final class SdkCredentials {
  private final AwsCredentialsProvider provider = DefaultCredentialsProvider.builder().build();

  /** Those of now; the SDK keeps them until shortly before they expire. */
  AwsCredentials resolve() {
    var found = provider.resolveCredentials();
    return new AwsCredentials(
        found.accessKeyId(),
        found.secretAccessKey(),
        found instanceof AwsSessionCredentials session ? session.sessionToken() : null);
  }
}
