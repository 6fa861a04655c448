package spanglue.cli.aws;

import java.time.Instant;

/**
 * An object that has come into the bucket.
 *
 * @param operation as S3 names it in the event: Put, Copy, CompleteMultipartUpload
 * @param size bytes
 * @param eTag without quotes
 */
public record ObjectCreated(
    String operation, String bucket, String key, long size, String eTag, Instant time) {}
