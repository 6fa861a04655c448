/**
 * Requests to AWS's own endpoints, signed by the job itself: no collector and no proxy between. The
 * way in is {@code AwsEndpoint}. {@code SigV4} is pure; one class alone, {@code SdkCredentials},
 * knows the AWS SDK, which need not be there.
 *
 * <p>This package is internal: nothing outside this module may use it, and it may change at any
 * time.
 */
@NullMarked
package spanglue.tracing.internal.aws;

import org.jspecify.annotations.NullMarked;
