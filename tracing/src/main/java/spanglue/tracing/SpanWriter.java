package spanglue.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.internal.text.Memo;
import spanglue.tracing.internal.text.SafeText;
import spanglue.tracing.vocabulary.TraceAttribute;

/**
 * Names the spans of one session and writes on them: the one class that does, so that every text
 * passes {@link SafeText} and the session's own rules.
 */
final class SpanWriter {
  /** A list keeps so many of its values. */
  static final int MOST_VALUES = 100;

  private static final AttributeKey<List<String>> ANNOTATIONS =
      AttributeKey.stringArrayKey(TraceAttribute.ANNOTATIONS.key());

  /** From these the collector would take a segment's name, whatever the span is called. */
  private static final Set<String> RENAMING =
      Set.of(
          "aws.local.service",
          "aws.remote.service",
          "aws.service",
          "aws.span.kind",
          "db.name",
          "http.host",
          "net.peer.name",
          "peer.service",
          "rpc.service");

  private volatile Rules rules = new Rules(SafeText.PLAIN);

  /** The rules for texts, and what they made of those so far. */
  private static final class Rules {
    final SafeText texts;
    private final Memo names = new Memo();
    private final Memo values = new Memo();

    Rules(SafeText texts) {
      this.texts = texts;
    }

    String name(String text) {
      return names.get(text, texts::name);
    }

    String value(String key, String text) {
      return SafeText.isSecret(key, text) ? texts.value(key, text) : values.get(text, texts::value);
    }
  }

  /** Has all texts from now on pass through {@code rule}. */
  synchronized void redact(UnaryOperator<String> rule) {
    rules = new Rules(rules.texts.and(rule));
  }

  /** The rules of the session, as they are by now. */
  SafeText texts() {
    return rules.texts;
  }

  /** A span to be, called {@code name} as far as that is fit to be shown. */
  SpanBuilder builder(Tracer tracer, String name) {
    String safe = rules.name(name);
    return tracer.spanBuilder(safe.isEmpty() ? "unnamed" : safe);
  }

  /**
   * Sets {@code key} on {@code span}; a null value sets nothing. A key that would rename the span
   * in X-Ray is set as {@code spanglue.<key>}.
   */
  void set(Span span, String key, @Nullable Object value) {
    String safe = key(key);
    setAs(RENAMING.contains(safe) ? "spanglue." + safe : safe, span, value);
  }

  /** What {@link #set} calls a key. */
  String key(String key) {
    return rules.name(key);
  }

  /** Says which of the attributes X-Ray is to index. */
  void annotations(Span span, Collection<String> keys) {
    span.setAttribute(ANNOTATIONS, keys.stream().map(this::key).toList());
  }

  /** Makes the span an error; {@code exception} holds texts that are fit to be shown. */
  void fail(Span span, String type, String message, Attributes exception) {
    set(span, TraceAttribute.ERROR_TYPE.key(), type);
    span.setStatus(StatusCode.ERROR, message.isEmpty() ? type : message);
    span.addEvent("exception", exception);
  }

  private void setAs(String key, Span span, @Nullable Object value) {
    if (value instanceof Boolean b) {
      span.setAttribute(key, b);
    } else if (value instanceof Double || value instanceof Float) {
      span.setAttribute(key, ((Number) value).doubleValue());
    } else if (value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte) {
      span.setAttribute(key, ((Number) value).longValue());
    } else if (value instanceof Collection<?> list) {
      span.setAttribute(
          AttributeKey.stringArrayKey(key),
          list.stream()
              .limit(MOST_VALUES)
              .map(one -> rules.value(key, String.valueOf(one)))
              .toList());
    } else if (value != null) {
      span.setAttribute(key, rules.value(key, value.toString()));
    }
  }
}
