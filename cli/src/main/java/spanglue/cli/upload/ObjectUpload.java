package spanglue.cli.upload;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import spanglue.tracing.TraceHeader;

/**
 * Puts a file into a bucket: a small one at once, a larger one in parts that go beside one another
 * and that a later try need not send again. S3 itself keeps what has come so far; a part there is
 * taken for the file's where its checksum is.
 */
public final class ObjectUpload {
  /** What S3 has taken; the ETag is without quotes, the version empty where it keeps none. */
  public record Uploaded(String bucket, String key, String eTag, String versionId) {}

  private final S3Client s3;
  private final UploadListener listener;

  public ObjectUpload(S3Client s3, UploadListener listener) {
    this.s3 = s3;
    this.listener = listener;
  }

  /**
   * Uploads.
   *
   * @param header goes with the request that makes the object, as S3 hands it on to whoever is
   *     notified
   * @throws software.amazon.awssdk.core.exception.SdkException where S3 does not take it
   * @throws spanglue.cli.process.LocalException where the file cannot be read, or changed meanwhile
   */
  public Uploaded upload(SourceFile file, String bucket, String key, TraceHeader header) {
    List<Parts.Part> parts = Parts.of(file.size());
    return parts.size() == 1
        ? atOnce(file, bucket, key, header)
        : inParts(file, parts, bucket, key, header);
  }

  private Uploaded atOnce(SourceFile file, String bucket, String key, TraceHeader header) {
    byte[] bytes = file.read(0, (int) file.size());
    file.requireUnchanged();
    PutObjectResponse put =
        s3.putObject(
            request ->
                request
                    .bucket(bucket)
                    .key(key)
                    .checksumSHA256(Checksum.sha256(bytes))
                    .overrideConfiguration(with(header)),
            new Sent(listener).body(1, bytes));
    return uploaded(bucket, key, put.eTag(), put.versionId());
  }

  private Uploaded inParts(
      SourceFile file, List<Parts.Part> parts, String bucket, String key, TraceHeader header) {
    OpenUpload open = OpenUpload.newest(s3, bucket, key);
    if (open == null) {
      String id =
          s3.createMultipartUpload(
                  request ->
                      request.bucket(bucket).key(key).checksumAlgorithm(ChecksumAlgorithm.SHA256))
              .uploadId();
      open = new OpenUpload(bucket, key, id, List.of());
    }
    String uploadId = open.id();
    List<CompletedPart> sent = new PartsUpload(s3, file, open, listener).send(parts);
    file.requireUnchanged();
    CompleteMultipartUploadResponse complete =
        s3.completeMultipartUpload(
            request ->
                request
                    .bucket(bucket)
                    .key(key)
                    .uploadId(uploadId)
                    .multipartUpload(all -> all.parts(sent))
                    .overrideConfiguration(with(header)));
    return uploaded(bucket, key, complete.eTag(), complete.versionId());
  }

  private static AwsRequestOverrideConfiguration with(TraceHeader header) {
    return AwsRequestOverrideConfiguration.builder()
        .putHeader("X-Amzn-Trace-Id", header.toXRay())
        .build();
  }

  private static Uploaded uploaded(
      String bucket, String key, String eTag, @Nullable String versionId) {
    return new Uploaded(bucket, key, eTag.replace("\"", ""), versionId == null ? "" : versionId);
  }
}
