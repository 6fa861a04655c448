package spanglue.cli.account;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.xray.XRayClient;
import spanglue.cli.process.ExitStatus;
import spanglue.cli.process.LocalException;

/**
 * An account and a region of it, by the credentials that every AWS SDK finds: environment, profile,
 * container, instance. Where {@code AWS_ENDPOINT_URL} or one of its kind names another endpoint of
 * a service, that is asked.
 */
public final class Account {
  private static final int ATTEMPTS = 5;

  private final Region region;
  private final AwsCredentialsProvider credentials;

  private Account(Region region, AwsCredentialsProvider credentials) {
    this.region = region;
    this.credentials = credentials;
  }

  /**
   * Finds region and credentials.
   *
   * @param profile of the shared configuration files; null for the default one
   * @param region null for the one that the environment or the profile names
   * @throws LocalException where there are none
   */
  public static Account of(@Nullable String profile, @Nullable String region) {
    var provider =
        DefaultCredentialsProvider.builder()
            .asyncCredentialUpdateEnabled(false)
            .profileName(profile);
    AwsCredentialsProvider credentials = provider.build();
    try {
      credentials.resolveCredentials();
    } catch (SdkException e) {
      throw new LocalException(
          ExitStatus.NO_CREDENTIALS,
          "no AWS credentials were found (profile "
              + name(profile)
              + ": "
              + reason(name(profile))
              + "); sign in with 'aws sso login' or 'aws configure', name a --profile, or set"
              + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
          e);
    }
    return new Account(region == null ? region(profile) : Region.of(region), credentials);
  }

  private static Region region(@Nullable String profile) {
    try {
      return DefaultAwsRegionProviderChain.builder()
          .profileName(profile == null ? name(null) : profile)
          .build()
          .getRegion();
    } catch (SdkException e) {
      throw new LocalException(
          ExitStatus.NO_CREDENTIALS,
          "no AWS region is known (profile "
              + name(profile)
              + "); name a --region, such as us-east-1, or set AWS_REGION",
          e);
    }
  }

  private static String name(@Nullable String profile) {
    return profile == null ? ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow() : profile;
  }

  /** Why the profile has none; the chain's own message is of every place that it looked at. */
  private static String reason(String profile) {
    try (var provider = ProfileCredentialsProvider.create(profile)) {
      provider.resolveCredentials();
      return "not looked at";
    } catch (SdkException e) {
      return String.valueOf(e.getMessage()).replaceFirst("(?s): ProfileFile\\(.*", "");
    }
  }

  public String region() {
    return region.id();
  }

  public S3Client s3() {
    return client(S3Client.builder().forcePathStyle(hasOwnEndpoint()));
  }

  public CloudFormationClient cloudFormation() {
    return client(CloudFormationClient.builder());
  }

  public SfnClient stepFunctions() {
    return client(SfnClient.builder());
  }

  public XRayClient xray() {
    return client(XRayClient.builder());
  }

  public CloudWatchLogsClient logs() {
    return client(CloudWatchLogsClient.builder());
  }

  /** Buckets of stand-ins have no host name each. */
  private static boolean hasOwnEndpoint() {
    return System.getenv("AWS_ENDPOINT_URL") != null
        || System.getenv("AWS_ENDPOINT_URL_S3") != null
        || System.getProperty("aws.endpointUrlS3") != null;
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
    return builder
        .region(region)
        .credentialsProvider(credentials)
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(
            settings ->
                settings.retryStrategy(
                    AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(ATTEMPTS)
                        .build()))
        .build();
  }
}
