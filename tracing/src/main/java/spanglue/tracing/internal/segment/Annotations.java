package spanglue.tracing.internal.segment;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.trace.ReadableSpan;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Which attributes of a job's root become X-Ray annotations: what people filter traces by. */
public final class Annotations {
  /** A list of keys. The collector makes annotations of these attributes, metadata of the rest. */
  public static final AttributeKey<List<String>> KEY =
      AttributeKey.stringArrayKey("aws.xray.annotations");

  private static final List<String> WANTED =
      List.of("job_name", "job_run_id", "execution_id", "run_id", "outcome", "bucket");

  /** A list that is named as an annotation vanishes. */
  private static final Set<AttributeType> SCALAR =
      EnumSet.of(
          AttributeType.STRING, AttributeType.LONG, AttributeType.DOUBLE, AttributeType.BOOLEAN);

  private Annotations() {}

  /** Names those that {@code root} has by now. */
  public static void name(Span root) {
    if (root instanceof ReadableSpan recorded) {
      root.setAttribute(KEY, of(recorded.getAttributes()));
    }
  }

  private static List<String> of(Attributes attributes) {
    Set<String> scalars =
        attributes.asMap().keySet().stream()
            .filter(key -> SCALAR.contains(key.getType()))
            .map(AttributeKey::getKey)
            .collect(java.util.stream.Collectors.toSet());
    return WANTED.stream().filter(scalars::contains).toList();
  }
}
