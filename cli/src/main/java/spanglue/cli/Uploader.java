package spanglue.cli;

import java.net.URI;
import java.nio.file.Path;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import spanglue.cli.aws.ObjectStore;
import spanglue.cli.aws.StateMachineArn;
import spanglue.cli.telemetry.LocalAttribute;
import spanglue.cli.upload.ObjectUpload;
import spanglue.cli.upload.SourceFile;
import spanglue.cli.upload.UploadListener;
import spanglue.tracing.ActiveSpan;
import spanglue.tracing.SpanKind;
import spanglue.tracing.TraceHeader;
import spanglue.tracing.Tracing;
import spanglue.tracing.TracingConfig;

/** Puts a file into the bucket; the span of it is the root of the run's trace. */
final class Uploader implements AutoCloseable {
  /** Told of the header that an upload hands on, before the object is there. */
  interface HeaderHandover {
    void put(String key, TraceHeader header);
  }

  private final S3Client s3;
  private final URI otlp;
  private final HeaderHandover handover;

  Uploader(ObjectStore store, URI otlp, HeaderHandover handover) {
    this.otlp = otlp;
    this.handover = handover;
    this.s3 =
        S3Client.builder()
            .endpointOverride(store.endpoint())
            .forcePathStyle(true)
            .region(Region.of(StateMachineArn.REGION))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(store.accessKey(), store.secretKey())))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
  }

  /**
   * Uploads {@code file} as {@code key}.
   *
   * @param root the trace, with no parent
   * @throws software.amazon.awssdk.core.exception.SdkException where S3 does not take it
   */
  ObjectUpload.Uploaded upload(Path file, String key, TraceHeader root) {
    TracingConfig config =
        TracingConfig.builder("spanglue-upload").header(root).otlpEndpoint(otlp.toString()).build();
    try (Tracing tracing = Tracing.start(config)) {
      return tracing.spans().call("upload", SpanKind.CLIENT, span -> put(file, key, span));
    }
  }

  private ObjectUpload.Uploaded put(Path file, String key, ActiveSpan span) {
    SourceFile source = SourceFile.of(file);
    span.set(LocalAttribute.BUCKET.key(), ObjectStore.BUCKET)
        .set(LocalAttribute.KEY.key(), key)
        .set(LocalAttribute.FILE_SIZE.key(), source.size());
    handover.put(key, span.header());
    return new ObjectUpload(s3, UploadListener.NONE)
        .upload(source, ObjectStore.BUCKET, key, span.header());
  }

  @Override
  public void close() {
    s3.close();
  }
}
