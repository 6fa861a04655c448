package spanglue.cli.aws;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import spanglue.cli.process.LocalException;
import spanglue.cli.process.RandomIds;

/**
 * The S3 API on a folder: a bucket is a folder in it, an object a plain file. Only who knows the
 * run's random keys can read or write.
 */
public final class ObjectStore implements AutoCloseable {
  public static final String BUCKET = "bucket";

  private final S3Proxy server;
  private final String accessKey;
  private final String secretKey;

  private ObjectStore(S3Proxy server, String accessKey, String secretKey) {
    this.server = server;
    this.accessKey = accessKey;
    this.secretKey = secretKey;
  }

  /**
   * Serves {@code folder} and makes the bucket in it where it is not there.
   *
   * @param listener told of each object that has come under {@code input/}
   * @throws LocalException where it cannot be served
   */
  public static ObjectStore start(Path folder, Consumer<ObjectCreated> listener) {
    String accessKey = RandomIds.hex(10);
    String secretKey = RandomIds.hex(20);
    try {
      Files.createDirectories(folder.resolve(BUCKET));
      BlobStore store =
          new NotifyingBlobStore(
              new FilesystemNio2BlobStore(folder.toString()), "input/", listener);
      S3Proxy server =
          S3Proxy.builder()
              .blobStore(store)
              .endpoint(URI.create("http://127.0.0.1:0"))
              .awsAuthentication(AuthenticationType.AWS_V4, accessKey, secretKey)
              .ignoreUnknownHeaders(true)
              .build();
      server.start();
      return new ObjectStore(server, accessKey, secretKey);
    } catch (Exception e) {
      throw new LocalException("the local S3 server on " + folder + " cannot be started: " + e, e);
    }
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  public String accessKey() {
    return accessKey;
  }

  public String secretKey() {
    return secretKey;
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new LocalException("the local S3 server cannot be stopped: " + e, e);
    }
  }
}
