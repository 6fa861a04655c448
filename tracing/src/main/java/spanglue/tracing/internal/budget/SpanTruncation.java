package spanglue.tracing.internal.budget;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import spanglue.tracing.internal.text.Excerpt;
import spanglue.tracing.vocabulary.TraceAttribute;

/**
 * Makes a span small enough for its receiver: long texts and lists are cut, and of a document that
 * is too large still, whole attributes go.
 */
public final class SpanTruncation {
  /** Says, on a span, which of its attributes were cut. */
  private static final AttributeKey<List<String>> CUT =
      AttributeKey.stringArrayKey(TraceAttribute.CUT_ATTRIBUTES.key());

  private static final int FIRST_LENGTH = 2_048;
  private static final int SHORTEST = 16;

  /** Bytes of a value as UTF-8 that other receivers than X-Ray keep: Tempo cuts what is longer. */
  private static final int MOST_BYTES = 2_048;

  /** Quotes, comma and blank: a list is text, as JSON, where it has no type of its own. */
  private static final int AROUND_VALUE = 4;

  private static final int MOST_NAMED = 10;

  private final int longest;
  private final int mostAttributes;
  private final boolean inBytes;
  private final Set<String> cut = new TreeSet<>();

  private SpanTruncation(int longest, int mostAttributes, boolean inBytes) {
    this.longest = longest;
    this.mostAttributes = mostAttributes;
    this.inBytes = inBytes;
  }

  /** {@code span} with no value of more than 2,048 bytes, for receivers other than X-Ray. */
  public static SpanData ofValues(SpanData span) {
    SpanTruncation truncation = new SpanTruncation(MOST_BYTES, Integer.MAX_VALUE, true);
    SpanData shorter = truncation.apply(span);
    String status = span.getStatus().getDescription();
    if (Excerpt.bytes(status) > MOST_BYTES) {
      StatusData cut =
          StatusData.create(span.getStatus().getStatusCode(), Excerpt.ofBytes(status, MOST_BYTES));
      return new DelegatingSpanData(shorter) {
        @Override
        public StatusData getStatus() {
          return cut;
        }
      };
    }
    // As it is too: of a span that sets a key again, the SDK counts an attribute as dropped.
    return shorter;
  }

  /** {@code span}, with no more of it cut than its document needs to have {@code limit} bytes. */
  static SpanData to(SpanData span, int limit, ToIntFunction<SpanData> size) {
    int attributes = span.getAttributes().size();
    SpanData shorter = span;
    for (int length = FIRST_LENGTH;
        size.applyAsInt(shorter) > limit && (length >= SHORTEST || attributes > 0);
        length /= 2) {
      if (length < SHORTEST) {
        attributes /= 2;
      }
      shorter = new SpanTruncation(Math.max(length, SHORTEST), attributes, false).apply(span);
    }
    return shorter;
  }

  private SpanData apply(SpanData span) {
    List<EventData> events = new ArrayList<>();
    for (EventData event : span.getEvents()) {
      Attributes kept = shorten(event.getAttributes(), Integer.MAX_VALUE);
      events.add(
          EventData.create(
              event.getEpochNanos(), event.getName(), kept, event.getTotalAttributeCount()));
    }
    AttributesBuilder attributes = shorten(span.getAttributes(), mostAttributes).toBuilder();
    List<String> named = cut.stream().limit(MOST_NAMED).toList();
    if (!named.isEmpty()) {
      attributes.put(CUT, named);
    }
    if (cut.size() > named.size()) {
      attributes.put(TraceAttribute.CUT_COUNT.key(), cut.size());
    }
    return EditedSpanData.of(span).withAttributes(attributes.build()).withEvents(events);
  }

  private Attributes shorten(Attributes attributes, int most) {
    AttributesBuilder kept = Attributes.builder();
    int[] count = {0};
    attributes.forEach(
        (key, value) -> {
          if (count[0]++ < most) {
            shorten(kept, key, value);
          } else {
            cut.add(key.getKey());
          }
        });
    return kept.build();
  }

  @SuppressWarnings("unchecked") // A key's type is that of its value.
  private void shorten(AttributesBuilder kept, AttributeKey<?> key, Object value) {
    Object shorter = value;
    if (key.getKey().equals(TraceAttribute.ANNOTATIONS.key()) && !inBytes) {
      shorter = value; // Without all of it X-Ray would not find the trace.
    } else if (value instanceof String text) {
      shorter = shorten(text);
    } else if (value instanceof Collection<?> list) {
      shorter = shorten(list, key.getType() == AttributeType.STRING_ARRAY);
    }
    if (!shorter.equals(value)) {
      cut.add(key.getKey());
    }
    kept.put((AttributeKey<Object>) key, shorter);
  }

  private String shorten(String text) {
    return inBytes ? Excerpt.ofBytes(text, longest) : Excerpt.of(text, longest);
  }

  private int length(String value) {
    return inBytes ? AROUND_VALUE + Excerpt.bytes(value) : 1 + value.length();
  }

  /** As many values as make one text of the longest length. */
  private List<?> shorten(Collection<?> list, boolean texts) {
    List<Object> kept = new ArrayList<>();
    int length = 0;
    for (Object value : list) {
      Object shorter = texts ? shorten((String) value) : value;
      length += length(shorter.toString());
      if (length > longest && !kept.isEmpty()) {
        break;
      }
      kept.add(shorter);
    }
    return kept;
  }
}
