package spanglue.cli.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import spanglue.cli.aws.ObjectCreated;
import spanglue.cli.aws.ObjectStore;
import spanglue.cli.process.ExitStatus;
import spanglue.cli.process.LocalException;
import spanglue.tracing.TraceHeader;

/** To a real S3 server, with a network that breaks where a test wants it to. */
class ObjectUploadTest {
  private static final int SIZE = 3 * Parts.SMALLEST + 12_345;
  private static final TraceHeader HEADER =
      TraceHeader.parse(
          "Root=1-6b0427b5-3e4f5be3e5381fa0046677f5;Parent=44f0a7686dfc51ea;Sampled=1");

  @TempDir private Path folder;
  private final List<ObjectCreated> created = new ArrayList<>();
  private final List<SdkHttpRequest> requests = Collections.synchronizedList(new ArrayList<>());
  private final List<Long> sent = Collections.synchronizedList(new ArrayList<>());
  private final List<Long> resumed = new ArrayList<>();
  private final CountDownLatch others = new CountDownLatch(3);
  private String breaksAt = "nothing";
  private Runnable beforePart = () -> {};
  private ObjectStore store;
  private S3Client s3;

  @BeforeEach
  void open() {
    store = ObjectStore.start(folder, created::add);
    s3 =
        S3Client.builder()
            .endpointOverride(store.endpoint())
            .forcePathStyle(true)
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(store.accessKey(), store.secretKey())))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .overrideConfiguration(all -> all.addExecutionInterceptor(new Wire()))
            .build();
  }

  @AfterEach
  void close() {
    s3.close();
    store.close();
  }

  private static boolean isPart(SdkHttpRequest request) {
    return request.rawQueryParameters().containsKey("partNumber");
  }

  /** Sees each request, and loses those that the test wants lost. */
  private final class Wire implements ExecutionInterceptor {
    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes all) {
      if (isPart(context.httpRequest())) {
        others.countDown();
      }
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes all) {
      SdkHttpRequest request = context.httpRequest();
      requests.add(request);
      if (isPart(request)) {
        beforePart.run();
      }
      if (request.rawQueryParameters().getOrDefault("partNumber", List.of()).contains(breaksAt)) {
        awaitOthers();
        throw SdkClientException.create("connection reset");
      }
    }
  }

  /** The parts that go beside the one that breaks off are there by then. */
  private void awaitOthers() {
    try {
      assertThat(others.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private final UploadListener listener =
      new UploadListener() {
        @Override
        public void resumed(long bytes) {
          resumed.add(bytes);
        }

        @Override
        public void sent(long bytes) {
          sent.add(bytes);
        }
      };

  private Path file(long seed) throws IOException {
    byte[] bytes = new byte[SIZE];
    new Random(seed).nextBytes(bytes);
    return Files.write(folder.resolve("large.csv"), bytes);
  }

  private ObjectUpload.Uploaded upload(Path file) {
    return new ObjectUpload(s3, listener)
        .upload(SourceFile.of(file), ObjectStore.BUCKET, "input/large.csv", HEADER);
  }

  private List<String> partsSent() {
    return requests.stream()
        .flatMap(
            request -> request.rawQueryParameters().getOrDefault("partNumber", List.of()).stream())
        .sorted()
        .toList();
  }

  @Test
  void aLargeFileGoesInPartsAndIsWholeAndNotifiedOnce() throws Exception {
    Path file = file(1);

    ObjectUpload.Uploaded uploaded = upload(file);

    assertThat(folder.resolve("bucket/input/large.csv")).hasSameBinaryContentAs(file);
    assertThat(partsSent()).containsExactly("1", "2", "3", "4");
    assertThat(created).hasSize(1);
    assertThat(created.get(0).eTag()).isEqualTo(uploaded.eTag());
    assertThat(created.get(0).operation()).isEqualTo("CompleteMultipartUpload");
    assertThat(sent).last().isEqualTo((long) SIZE);
  }

  @Test
  void theRequestThatMakesTheObjectHasTheTraceHeaderAndPartsHaveChecksums() throws Exception {
    upload(file(1));

    assertThat(requests)
        .filteredOn(request -> request.headers().containsKey("X-Amzn-Trace-Id"))
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.rawQueryParameters()).containsKey("uploadId");
              assertThat(request.headers().get("X-Amzn-Trace-Id")).containsExactly(HEADER.toXRay());
            });
    assertThat(requests)
        .filteredOn(request -> request.rawQueryParameters().containsKey("partNumber"))
        .allSatisfy(request -> assertThat(request.headers()).containsKey("x-amz-checksum-sha256"));
  }

  @Test
  void aBrokenUploadGoesOnWithThePartsThatAreMissing() throws Exception {
    Path file = file(1);
    breaksAt = "4";
    assertThatThrownBy(() -> upload(file)).hasMessageContaining("connection reset");
    assertThat(created).isEmpty();
    requests.clear();
    breaksAt = "nothing";

    upload(file);

    assertThat(partsSent()).containsExactly("4");
    assertThat(resumed).containsExactly(3L * Parts.SMALLEST);
    assertThat(folder.resolve("bucket/input/large.csv")).hasSameBinaryContentAs(file);
    assertThat(created).hasSize(1);
  }

  @Test
  void partsOfAnotherFileOfTheSameNameAreNotTakenForThisOnes() throws Exception {
    breaksAt = "4";
    assertThatThrownBy(() -> upload(file(1))).hasMessageContaining("connection reset");
    requests.clear();
    breaksAt = "nothing";
    Path other = file(2);

    upload(other);

    assertThat(partsSent()).containsExactly("1", "2", "3", "4");
    assertThat(resumed).isEmpty();
    assertThat(folder.resolve("bucket/input/large.csv")).hasSameBinaryContentAs(other);
  }

  @Test
  void aFileThatChangesMeanwhileMakesNoObject() throws Exception {
    Path file = file(1);
    beforePart = () -> touch(file);

    assertThatThrownBy(() -> upload(file))
        .isInstanceOfSatisfying(
            LocalException.class, e -> assertThat(e.status()).isEqualTo(ExitStatus.CHANGED))
        .hasMessageContaining("large.csv changed during its upload");
    assertThat(created).isEmpty();
    assertThat(folder.resolve("bucket/input/large.csv")).doesNotExist();
  }

  private static void touch(Path file) {
    try {
      Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
