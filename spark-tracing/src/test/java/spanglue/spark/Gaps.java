package spanglue.spark;

import static java.util.stream.Collectors.toSet;

import io.opentelemetry.proto.trace.v1.Span;
import java.util.Arrays;
import java.util.Set;
import spanglue.spark.vocabulary.TimeClass;

/** Spans in which the driver was waited for; which of them there are depends on the machine. */
public final class Gaps {
  private static final Set<String> NAMES =
      Arrays.stream(TimeClass.values()).map(TimeClass::spanName).collect(toSet());

  private Gaps() {}

  /** Whether it is one, and nothing that Spark ran. */
  public static boolean isGap(Span span) {
    return NAMES.contains(span.getName());
  }
}
