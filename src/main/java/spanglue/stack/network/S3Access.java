package spanglue.stack.network;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.AnyPrincipal;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.s3.Bucket;

/** What the way from the jobs' subnets to S3 is open for. */
final class S3Access {
  private static final List<String> ACTIONS =
      List.of(
          "s3:ListBucket",
          "s3:GetBucketLocation",
          "s3:ListBucketMultipartUploads",
          "s3:GetObject",
          "s3:PutObject",
          "s3:DeleteObject",
          "s3:AbortMultipartUpload",
          "s3:ListMultipartUploadParts");

  private S3Access() {}

  /** To some buckets, and the CDK's assets, of this account. */
  static PolicyStatement to(Bucket... buckets) {
    String assets =
        "arn:" + Aws.PARTITION + ":s3:::cdk-*-assets-" + Aws.ACCOUNT_ID + "-" + Aws.REGION;
    return PolicyStatement.Builder.create()
        .principals(List.of(new AnyPrincipal()))
        .actions(ACTIONS)
        .resources(
            Stream.concat(
                    Stream.of(buckets)
                        .flatMap(
                            bucket -> Stream.of(bucket.getBucketArn(), bucket.arnForObjects("*"))),
                    Stream.of(assets, assets + "/*"))
                .toList())
        .conditions(Map.of("StringEquals", Map.of("aws:ResourceAccount", Aws.ACCOUNT_ID)))
        .build();
  }
}
