package spanglue.cli.upload;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * An upload in parts that has not been completed.
 *
 * @param parts that the bucket has
 */
record OpenUpload(String bucket, String key, String id, List<Part> parts) {
  /**
   * The newest of a key; null where there is none, or where the caller may not ask.
   *
   * @throws software.amazon.awssdk.core.exception.SdkException where it cannot be asked for
   */
  static @Nullable OpenUpload newest(S3Client s3, String bucket, String key) {
    try {
      Optional<MultipartUpload> newest =
          s3
              .listMultipartUploadsPaginator(request -> request.bucket(bucket).prefix(key))
              .uploads()
              .stream()
              .filter(upload -> upload.key().equals(key))
              .max(Comparator.comparing(MultipartUpload::initiated));
      if (newest.isEmpty()) {
        return null;
      }
      String id = newest.get().uploadId();
      List<Part> parts =
          s3
              .listPartsPaginator(request -> request.bucket(bucket).key(key).uploadId(id))
              .parts()
              .stream()
              .toList();
      return new OpenUpload(bucket, key, id, parts);
    } catch (S3Exception e) {
      // To list is a permission of its own, without which the file still can be sent whole.
      if (e.statusCode() == 403) {
        return null;
      }
      throw e;
    }
  }

  /** The part of that number; null where it has not come. */
  @Nullable Part part(int number) {
    return parts.stream().filter(part -> part.partNumber() == number).findFirst().orElse(null);
  }
}
