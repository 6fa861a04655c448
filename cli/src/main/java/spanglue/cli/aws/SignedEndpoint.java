package spanglue.cli.aws;

import java.time.Clock;
import spanglue.cli.process.Json;
import spanglue.cli.process.LoopbackServer.Endpoint;
import spanglue.cli.process.LoopbackServer.Request;
import spanglue.cli.process.LoopbackServer.Response;

/** An operation of AWS that only a signed request reaches: others are told why, with status 403. */
public final class SignedEndpoint implements Endpoint {
  private final SignatureCheck check;
  private final Endpoint operation;

  /**
   * An operation behind its signature.
   *
   * @param store has the credentials that all of a run's jobs sign with
   * @param service as a signature has it, such as {@code xray}
   */
  public SignedEndpoint(ObjectStore store, String service, Endpoint operation) {
    this(
        new SignatureCheck(store.accessKey(), store.secretKey(), service, Clock.systemUTC()),
        operation);
  }

  SignedEndpoint(SignatureCheck check, Endpoint operation) {
    this.check = check;
    this.operation = operation;
  }

  @Override
  public Response answer(Request request) {
    SignatureCheck.Refusal refusal = check.refusal(request);
    if (refusal == null) {
      return operation.answer(request);
    }
    return Response.text(
        403,
        "application/json",
        Json.write(Json.object().put("__type", refusal.code()).put("message", refusal.message())));
  }
}
