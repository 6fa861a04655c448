package spanglue.tracing;

import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.security.SecureRandom;

/**
 * The ids of one session: every span without a parent gets the session's trace id, also where the
 * header that gave it named no parent.
 */
final class SessionIds implements IdGenerator {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String traceId;

  SessionIds(String traceId) {
    this.traceId = traceId;
  }

  @Override
  public String generateTraceId() {
    return traceId;
  }

  @Override
  public String generateSpanId() {
    long id;
    do {
      id = RANDOM.nextLong();
    } while (id == 0);
    return SpanId.fromLong(id);
  }
}
