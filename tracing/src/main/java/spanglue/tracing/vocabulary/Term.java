package spanglue.tracing.vocabulary;

/**
 * A name that the product gives to what it tells or takes: a span's or a resource's attribute, a
 * metric, a conf, an argument. Each module has its terms in one enum of each kind; {@code
 * docs/attributes.md} is written from them.
 */
public interface Term {
  /** All that is said of it. */
  Definition definition();

  /** The name, such as {@code spark.task.count}. */
  default String key() {
    return definition().key();
  }

  /** What its values are. */
  default Type type() {
    return definition().type();
  }

  /** The unit as UCUM writes it, such as {@code s} or {@code By}; empty where there is none. */
  default String unit() {
    return definition().unit();
  }

  /** What it says, in a sentence. */
  default String meaning() {
    return definition().meaning();
  }

  /** A name with its type, unit and meaning. */
  record Definition(String key, Type type, String unit, String meaning) {}

  /** What a value is. */
  enum Type {
    /** One text. */
    TEXT,
    /** A list of texts. */
    TEXTS,
    /** A whole number. */
    WHOLE,
    /** A list of whole numbers. */
    WHOLES,
    /** A number. */
    NUMBER,
    /** True or false. */
    FLAG
  }
}
