package spanglue.tracing.spi;

import java.time.Instant;
import java.util.Map;

/**
 * What runs below a job's root, and has not ended.
 *
 * @param name that its span will have
 * @param attributes what is known of it by now
 */
public record OpenSpan(String name, Instant start, Map<String, ?> attributes) {
  /** Copies {@code attributes}. */
  public OpenSpan {
    attributes = Map.copyOf(attributes);
  }
}
