package spanglue.tracing.internal.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import spanglue.tracing.LoggedLines;

/** Where the keys come from that a job signs with. */
class CredentialsSourceTest {
  private static final List<String> PROPERTIES =
      List.of("aws.accessKeyId", "aws.secretAccessKey", "aws.sessionToken");

  @BeforeEach
  void askNoMachine() {
    System.setProperty("aws.disableEc2Metadata", "true");
    System.setProperty("aws.sharedCredentialsFile", "/nowhere");
    System.setProperty("aws.configFile", "/nowhere");
  }

  @AfterEach
  void forget() {
    PROPERTIES.forEach(System::clearProperty);
    List.of("aws.disableEc2Metadata", "aws.sharedCredentialsFile", "aws.configFile")
        .forEach(System::clearProperty);
  }

  @Test
  void theEnvironmentsAreTaken() {
    Map<String, String> environment =
        Map.of("AWS_ACCESS_KEY_ID", "id", "AWS_SECRET_ACCESS_KEY", "secret");

    assertThat(new CredentialsSource(environment).get())
        .isEqualTo(new AwsCredentials("id", "secret", null));
  }

  @Test
  void elseThoseThatTheSdkFinds() {
    System.setProperty("aws.accessKeyId", "sdk-id");
    System.setProperty("aws.secretAccessKey", "sdk-secret");
    System.setProperty("aws.sessionToken", "sdk-token");

    assertThat(new CredentialsSource(Map.of("AWS_ACCESS_KEY_ID", "alone")).get())
        .isEqualTo(new AwsCredentials("sdk-id", "sdk-secret", "sdk-token"));
  }

  @Test
  void theyAreAskedForEachTimeAsTheyExpire() {
    Iterator<AwsCredentials> found =
        List.of(new AwsCredentials("a", "1", "x"), new AwsCredentials("b", "2", "y")).iterator();
    CredentialsSource source = new CredentialsSource(Map.of(), () -> found::next);

    assertThat(source.get().accessKeyId()).isEqualTo("a");
    assertThat(source.get().accessKeyId()).isEqualTo("b");
  }

  @Test
  void whereTheSdkFindsNoneTheLogSaysSoOnce() {
    CredentialsSource source = new CredentialsSource(Map.of());

    assertThat(linesOfTwoFailures(source))
        .singleElement()
        .asString()
        .startsWith(
            "Spanglue: no credentials of AWS, so that nothing is sent: the AWS SDK found none, and")
        .contains("AWS_ACCESS_KEY_ID", "give the job a role");
  }

  @Test
  void whereTheSdkIsNotThereTheLogSaysWhatToAdd() {
    CredentialsSource source =
        new CredentialsSource(
            Map.of(),
            () -> {
              throw new NoClassDefFoundError("software/amazon/awssdk/..");
            });

    assertThat(linesOfTwoFailures(source))
        .singleElement()
        .asString()
        .contains("(software.amazon.awssdk:auth) is not on the class path")
        .endsWith("add the SDK, which hadoop-aws brings, or set them");
  }

  private static List<String> linesOfTwoFailures(CredentialsSource source) {
    return LoggedLines.of(
        "spanglue",
        () -> {
          assertThatThrownBy(source::get).isInstanceOf(MissingCredentialsException.class);
          assertThatThrownBy(source::get).hasMessage("no credentials of AWS");
        });
  }
}
