package spanglue.tracing.internal.segment;

import io.opentelemetry.api.common.AttributeKey;
import java.util.List;
import spanglue.tracing.vocabulary.TraceAttribute;

/** Which attributes of a span become X-Ray annotations: what people filter traces by. */
public final class Annotations {
  /** A list of keys. The collector makes annotations of these attributes, metadata of the rest. */
  public static final AttributeKey<List<String>> KEY =
      AttributeKey.stringArrayKey(TraceAttribute.ANNOTATIONS.key());

  private Annotations() {}
}
