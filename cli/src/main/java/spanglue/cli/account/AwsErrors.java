package spanglue.cli.account;

import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import spanglue.cli.process.ExitStatus;
import spanglue.cli.process.LocalException;

/** What AWS refuses, or does not answer, as one line: what failed, why, what to do. */
public final class AwsErrors {
  private static final Set<String> CREDENTIALS =
      Set.of(
          "ExpiredToken",
          "ExpiredTokenException",
          "InvalidToken",
          "InvalidClientTokenId",
          "UnrecognizedClientException",
          "InvalidAccessKeyId",
          "SignatureDoesNotMatch",
          "InvalidSignatureException",
          "RequestTimeTooSkewed",
          "AuthFailure");

  private static final Set<String> NOT_FOUND =
      Set.of(
          "NoSuchBucket",
          "NoSuchKey",
          "NotFound",
          "ExecutionDoesNotExist",
          "StateMachineDoesNotExist",
          "ResourceNotFoundException");

  private AwsErrors() {}

  /**
   * Does the work.
   *
   * @param what is done, as "upload x.csv to s3://b/k"
   * @throws LocalException in place of the SDK's own
   */
  public static <T> T told(String what, Supplier<T> work) {
    try {
      return work.get();
    } catch (SdkException e) {
      throw of(what, e);
    }
  }

  /** The error as the user is told it. */
  public static LocalException of(String what, SdkException e) {
    return e instanceof AwsServiceException service ? answered(what, service) : silent(what, e);
  }

  private static LocalException answered(String what, AwsServiceException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    String code = details == null || details.errorCode() == null ? "" : details.errorCode();
    String told = code.isEmpty() ? "status " + e.statusCode() : code + ": " + message(e);
    if (CREDENTIALS.contains(code)) {
      return failed(
          ExitStatus.NO_CREDENTIALS,
          what,
          told,
          "the credentials are no longer valid, or for another partition: sign in again",
          e);
    }
    if (NOT_FOUND.contains(code)) {
      return failed(ExitStatus.NOT_FOUND, what, told, "look at --stack and --region", e);
    }
    if (e.isThrottlingException() || code.equals("SlowDown") || e.statusCode() == 429) {
      return failed(
          ExitStatus.UNAVAILABLE, what, told, "AWS throttles; try the same command later", e);
    }
    if (e.statusCode() >= 500) {
      return failed(
          ExitStatus.UNAVAILABLE, what, told, "AWS has a fault; try the same command later", e);
    }
    if (e.statusCode() == 403 || code.startsWith("AccessDenied")) {
      return failed(
          ExitStatus.DENIED,
          what,
          told,
          "have the caller allowed to do that, or take a --profile",
          e);
    }
    return failed(ExitStatus.FAILED, what, told, "", e);
  }

  private static LocalException silent(String what, SdkException e) {
    Throwable innermost = e;
    while (innermost.getCause() != null && innermost.getCause() != innermost) {
      innermost = innermost.getCause();
    }
    String why =
        innermost == e
            ? String.valueOf(e.getMessage())
            : innermost.getClass().getSimpleName() + ": " + innermost.getMessage();
    return failed(
        ExitStatus.UNAVAILABLE,
        what,
        "no answer (" + why + ")",
        "look at the network and --region, and try the same command again",
        e);
  }

  private static String message(AwsServiceException e) {
    String message = e.awsErrorDetails().errorMessage();
    return message == null ? "status " + e.statusCode() : message;
  }

  private static LocalException failed(
      ExitStatus status, String what, String why, String advice, SdkException e) {
    String text = "cannot " + what + ": " + why + (advice.isEmpty() ? "" : "; " + advice);
    return new LocalException(status, text, e);
  }
}
