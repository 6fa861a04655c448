package spanglue.cli.aws;

import java.io.InputStream;
import java.time.Instant;
import java.util.function.Consumer;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Tells of each object created under a prefix, as S3's event notifications do. */
final class NotifyingBlobStore extends ForwardingBlobStore {
  private final String prefix;
  private final Consumer<ObjectCreated> listener;

  NotifyingBlobStore(BlobStore store, String prefix, Consumer<ObjectCreated> listener) {
    super(store);
    this.prefix = prefix;
    this.listener = listener;
  }

  @Override
  public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
    PutObjectResponse response = super.putBlob(request, content);
    created("Put", request.bucket(), request.key(), response.eTag());
    return response;
  }

  @Override
  public CopyObjectResponse copyBlob(CopyObjectRequest request) {
    CopyObjectResponse response = super.copyBlob(request);
    created(
        "Copy",
        request.destinationBucket(),
        request.destinationKey(),
        response.copyObjectResult().eTag());
    return response;
  }

  @Override
  public CompleteMultipartUploadResponse completeMultipartUpload(
      MultipartUpload upload, CompleteMultipartUploadRequest request) {
    CompleteMultipartUploadResponse response = super.completeMultipartUpload(upload, request);
    created("CompleteMultipartUpload", request.bucket(), request.key(), response.eTag());
    return response;
  }

  private void created(String operation, String bucket, String key, String eTag) {
    if (key.startsWith(prefix)) {
      long size = delegate().blobMetadata(bucket, key).contentLength();
      String bare = eTag.replace("\"", "");
      listener.accept(new ObjectCreated(operation, bucket, key, size, bare, Instant.now()));
    }
  }
}
