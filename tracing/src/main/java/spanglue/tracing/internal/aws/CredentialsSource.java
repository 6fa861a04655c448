package spanglue.tracing.internal.aws;

import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.internal.text.SafeText;
import spanglue.tracing.spi.ProductLog;

/**
 * Where a job's credentials come from: the environment's variables where they are set, which is
 * where the AWS SDK would look too, else the SDK, which knows the roles of Glue, EC2, containers
 * and profiles. Asked for each request, as those of a role expire. Where there are none the log
 * says so once.
 */
final class CredentialsSource {
  private static final System.Logger LOG = ProductLog.of(CredentialsSource.class);
  private static final String VARIABLES = "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY";

  private final Map<String, String> environment;
  private final Supplier<Supplier<AwsCredentials>> sdk;
  private final AtomicBoolean told = new AtomicBoolean();
  private @Nullable Supplier<AwsCredentials> opened;

  CredentialsSource(Map<String, String> environment) {
    this(environment, () -> new SdkCredentials()::resolve);
  }

  /**
   * @param sdk opens what finds credentials; throws {@link LinkageError} where there is no SDK
   */
  CredentialsSource(Map<String, String> environment, Supplier<Supplier<AwsCredentials>> sdk) {
    this.environment = environment;
    this.sdk = sdk;
  }

  /**
   * The credentials of now. May ask a server of the machine's, and take seconds.
   *
   * @throws MissingCredentialsException where there are none
   */
  AwsCredentials get() {
    AwsCredentials given = AwsCredentials.of(environment);
    if (given != null) {
      return given;
    }
    try {
      return open().get();
    } catch (LinkageError noSdk) {
      throw missing(
          "the AWS SDK for Java 2 (software.amazon.awssdk:auth) is not on the class path, and "
              + VARIABLES
              + " are not set: add the SDK, which hadoop-aws brings, or set them");
    } catch (RuntimeException e) {
      throw missing(
          "the AWS SDK found none, and "
              + VARIABLES
              + " are not set: give the job a role, or set them ("
              + SafeText.PLAIN.line(e.toString())
              + ")");
    }
  }

  private synchronized Supplier<AwsCredentials> open() {
    if (opened == null) {
      opened = sdk.get();
    }
    return opened;
  }

  private MissingCredentialsException missing(String why) {
    if (told.compareAndSet(false, true)) {
      LOG.log(
          System.Logger.Level.WARNING, "no credentials of AWS, so that nothing is sent: {0}", why);
    }
    return new MissingCredentialsException();
  }
}
