package spanglue.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import spanglue.cli.aws.ObjectStore;

/** {@code ./spanglue upload} as a process: a signal ends it, and it starts with nothing. */
class UploadProcessTest {
  private static final int MIB = 1024 * 1024;

  /** One part that stands still on its way, and one that comes through. */
  private static final int SIZE = 9 * MIB;

  private static final long IMPATIENCE_SECONDS = 30;

  @TempDir private Path folder;
  @TempDir private Path work;

  @Test
  void ctrlCDuringAnUploadLeavesWhatWasSentAndTheNextCallGoesOnFromThere() throws Exception {
    byte[] bytes = new byte[SIZE];
    new Random(1).nextBytes(bytes);
    Path file = Files.write(work.resolve("large.csv"), bytes);
    try (var account = new LocalAccount(folder, created -> {})) {
      try (var network = StallingNetwork.to(account.s3(), 4 * MIB);
          var running =
              LocalCommandProcess.start(
                  process -> process.command().addAll(1, options(account, network)),
                  work,
                  "upload",
                  "--no-wait",
                  file.toString());
          S3Client s3 = s3(account)) {
        assertThat(network.stalled.await(LocalCommandProcess.LIMIT_SECONDS, TimeUnit.SECONDS))
            .as(running.err())
            .isTrue();
        LocalCommandProcess.await("the other part", () -> parts(s3) == 1);

        running.signal("INT");

        var ended = running.end();
        assertThat(ended.status()).isEqualTo(130);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
            .isEqualTo(
                "spanglue: interrupted: the upload broke off; the same command goes on from there\n");
      }

      var again = LocalAccount.run("upload", "--no-wait", file.toString());

      assertThat(again.status()).as(again.err()).isZero();
      assertThat(again.out())
          .contains("upload    goes on where an earlier try broke off: 1.0 MB of 9.4 MB is there");
      assertThat(folder.resolve("bucket/input/large.csv")).hasSameBinaryContentAs(file);
    }
  }

  private static List<String> options(LocalAccount account, StallingNetwork network) {
    List<String> options = new ArrayList<>(account.javaOptions());
    options.add("-Daws.endpointUrlS3=" + network.uri());
    return options;
  }

  private static S3Client s3(LocalAccount account) {
    return S3Client.builder()
        .endpointOverride(account.s3())
        .forcePathStyle(true)
        .region(Region.US_EAST_1)
        .credentialsProvider(SystemPropertyCredentialsProvider.create())
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  private static int parts(S3Client s3) {
    MultipartUpload open =
        s3.listMultipartUploads(all -> all.bucket(ObjectStore.BUCKET)).uploads().get(0);
    return s3.listParts(
            of -> of.bucket(ObjectStore.BUCKET).key(open.key()).uploadId(open.uploadId()))
        .parts()
        .size();
  }

  /** Also where what would answer for a machine's role never does. */
  @Test
  void withoutCredentialsThereIsOneLineAndNoLongWait() throws Exception {
    Path file = Files.writeString(work.resolve("listings.csv"), "id\n1\n");
    try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var running =
            LocalCommandProcess.start(
                process -> {
                  process.command().add(1, "-Duser.home=" + folder);
                  process.environment().clear();
                  process
                      .environment()
                      .putAll(
                          Map.of(
                              "HOME",
                              folder.toString(),
                              "AWS_EC2_METADATA_SERVICE_ENDPOINT",
                              "http://127.0.0.1:" + silent.getLocalPort()));
                },
                work,
                "upload",
                file.toString())) {
      assertThat(running.process().waitFor(IMPATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

      assertThat(running.end().status()).isEqualTo(4);
      assertThat(running.out()).isEmpty();
      assertThat(running.err())
          .isEqualTo(
              "spanglue: no AWS credentials were found (profile default: Profile file contained no"
                  + " credentials for profile 'default'); sign in with 'aws sso login' or 'aws"
                  + " configure', name a --profile, or set AWS_ACCESS_KEY_ID and"
                  + " AWS_SECRET_ACCESS_KEY\n");
    }
  }
}
